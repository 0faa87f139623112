import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { departments, users } from '#db/schema/people'
import { ticketTexts, ticketTypes } from '#db/schema/tickets'
import { departmentFor, listHandlers } from './dispatch.ts'
import type { Kind, Purpose } from './labels.ts'

/** Types to choose from, by kind; those no longer in use are left out. */
export const listTypes = (from: Source = reader(), all = false) =>
  from
    .select()
    .from(ticketTypes)
    .where(all ? undefined : eq(ticketTypes.active, true))
    .orderBy(sql`case kind when 'complaint' then 0 when 'inquiry' then 1 when 'repair' then 2 else 3 end`, asc(ticketTypes.id))
    .all()

/** Types with the department and the people that their rule leads to, as the administrator sees them. */
export const listRules = (from: Source = reader()) =>
  listTypes(from, true).map((type) => ({
    ...type,
    department: departmentFor(from, type)?.name,
    head: headOf(type.headId, from),
  }))

function headOf(id: number | null, from: Source) {
  const head = id === null ? undefined : from.select({ name: users.name, active: users.active }).from(users).where(eq(users.id, id)).get()
  return head && (head.active ? head.name : `${head.name}（已停用）`)
}

/** Who can be given a ticket, with their department. */
export const listReceivers = (from: Source = reader()) => {
  const names = new Map(
    from
      .select({ id: departments.id, name: departments.name })
      .from(departments)
      .all()
      .map((d) => [d.id, d.name]),
  )
  return listHandlers(from).map((person) => ({ ...person, department: names.get(person.departmentId ?? 0) }))
}

/** Replies and materials for a type of ticket, its own first; without a type all there are. */
export function listTexts(purpose: Purpose | undefined, typeId: number | null | undefined, from: Source = reader()) {
  return from
    .select({
      id: ticketTexts.id,
      purpose: ticketTexts.purpose,
      typeId: ticketTexts.typeId,
      type: ticketTypes.name,
      title: ticketTexts.title,
      body: ticketTexts.body,
      version: ticketTexts.version,
    })
    .from(ticketTexts)
    .leftJoin(ticketTypes, eq(ticketTypes.id, ticketTexts.typeId))
    .where(
      and(
        purpose && eq(ticketTexts.purpose, purpose),
        typeId === undefined ? undefined : or(isNull(ticketTexts.typeId), typeId === null ? undefined : eq(ticketTexts.typeId, typeId)),
      ),
    )
    .orderBy(sql`${ticketTexts.typeId} is null`, asc(ticketTexts.id))
    .limit(200)
    .all()
}

/** The first type of a kind: what a question, a repair or an idea is filed under when nobody says more. */
export const findFirstType = (kind: Kind, from: Source = reader()) =>
  from
    .select()
    .from(ticketTypes)
    .where(and(eq(ticketTypes.kind, kind), eq(ticketTypes.active, true)))
    .orderBy(asc(ticketTypes.id))
    .limit(1)
    .get()
