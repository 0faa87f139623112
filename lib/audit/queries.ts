import { and, desc, eq, inArray } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { auditChanges, auditLog } from '#db/schema/audit'
import { departments, users } from '#db/schema/people'
import { findArchive } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'
import { actionWords, actorWords, type Changes, inWords, type Names, peopleIn } from './words.ts'

/** What was done to one customer and all that hangs on it, newest first, in words; people other than the doer by their masked names. */
export function listHistory(me: Grant<'customer.read'>, customerId: number, limit: number, from: Source = reader()) {
  findArchive(me, customerId, from)
  const rows = from
    .select({ id: auditLog.id, at: auditLog.at, actor: auditLog.actor, action: auditLog.action, entity: auditLog.entity, why: auditLog.why, changes: auditChanges.changes })
    .from(auditLog)
    .leftJoin(auditChanges, eq(auditChanges.auditId, auditLog.id))
    .where(and(eq(auditLog.customerId, customerId), eq(auditLog.outcome, 'done')))
    .orderBy(desc(auditLog.id))
    .limit(limit)
    .all()
  const names = namesFor(rows.map((row) => row.changes ?? {}), 'masked', from)
  return rows.map(({ entity, changes, ...row }) => ({ ...row, actor: actorWords(row.actor), action: actionWords(row.action), changes: inWords(entity, changes ?? {}, names) }))
}

/** The names behind the ids that these changes speak of. */
export function namesFor(changes: Changes[], as: 'masked' | 'full', from: Source = reader()): Names {
  const ids = [...new Set(changes.flatMap(peopleIn))]
  const people = ids.length === 0 ? [] : from.select({ id: users.id, name: as === 'full' ? users.name : users.nameMasked }).from(users).where(inArray(users.id, ids)).all()
  const houses = from.select({ id: departments.id, name: departments.name }).from(departments).all()
  return { people: nameById(people), departments: nameById(houses) }
}

const nameById = (rows: { id: number; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]))
