import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { reader, type Source } from '#db/client'
import { customers, reveals } from '#db/schema/customers'
import { followUps } from '#db/schema/followups'
import { departments, users } from '#db/schema/people'
import { ticketEntries, ticketScores, tickets, ticketTexts, ticketTypes } from '#db/schema/tickets'
import { REVEAL_MS, reached as reachedCustomer } from '../customers/queries.ts'
import { Missing } from '../kernel/errors.ts'
import { can, departmentOf, type Grant, grant, idOf } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { now } from '../kernel/time.ts'
import { listPauses, watchOf } from './clock.ts'
import { departmentFor, listHandlers } from './dispatch.ts'
import type { Kind, Purpose } from './labels.ts'
import { isOpen, type Ticket } from './model.ts'
import { reached, type TicketGrant } from './reach.ts'

type Reading = Grant<'ticket.read'>

/** The whole row within reach: for commands. */
export function findTicket(me: TicketGrant, id: number, from: Source = reader()): Ticket {
  const ticket = from
    .select()
    .from(tickets)
    .where(and(eq(tickets.id, id), reached(me)))
    .get()
  if (!ticket) throw new Missing('工单')
  return ticket
}

/** Whether one of one's deeds reaches this ticket: what does not is not offered. */
export function reaches(me: Reading, permission: Extract<Permission, `ticket.${string}`>, id: number, from: Source = reader()): boolean {
  if (!can(me.actor, permission)) return false
  const found = and(eq(tickets.id, id), reached(grant(me.actor, permission)))
  return from.select({ id: tickets.id }).from(tickets).where(found).get() !== undefined
}

const handlers = alias(users, 'handlers')
const creators = alias(users, 'creators')
const earlier = alias(tickets, 'earlier')

/** One ticket as its page shows it: the customer by masks, but for what this person revealed within ten minutes. */
export function findTicketPage(me: Reading, id: number, from: Source = reader()) {
  const found = from
    .select({
      ticket: tickets,
      type: ticketTypes.name,
      department: departments.name,
      handler: handlers.name,
      creator: creators.name,
      repeatOf: earlier.number,
      customer: {
        id: customers.id,
        number: customers.number,
        name: customers.name,
        contactMasked: customers.contactMasked,
        phoneMasked: customers.phoneMasked,
        position: customers.position,
        level: customers.level,
        address: customers.address,
      },
    })
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .leftJoin(departments, eq(departments.id, tickets.departmentId))
    .leftJoin(handlers, eq(handlers.id, tickets.handlerId))
    .leftJoin(creators, eq(creators.id, tickets.createdBy))
    .leftJoin(earlier, eq(earlier.id, tickets.repeatOfId))
    .where(and(eq(tickets.id, id), reached(me)))
    .get()
  if (!found) throw new Missing('工单')
  return { ...found, watch: watchOf(found.ticket, listPauses(from, id)), phone: revealedPhone(me, found.customer.id, from) }
}

export type TicketPage = ReturnType<typeof findTicketPage>

/** The story of a ticket, newest first. */
export function listEntries(me: Reading, ticketId: number, from: Source = reader()) {
  findTicket(me, ticketId, from)
  return from
    .select({ id: ticketEntries.id, event: ticketEntries.event, text: ticketEntries.text, at: ticketEntries.at, by: users.name })
    .from(ticketEntries)
    .leftJoin(users, eq(users.id, ticketEntries.byId))
    .where(eq(ticketEntries.ticketId, ticketId))
    .orderBy(desc(ticketEntries.id))
    .limit(500)
    .all()
}

/** Every score a customer gave for a ticket, the last first (W-34). */
export function listScores(me: Reading, ticketId: number, from: Source = reader()) {
  findTicket(me, ticketId, from)
  return from
    .select({
      id: ticketScores.id,
      score: ticketScores.score,
      source: ticketScores.source,
      comment: ticketScores.comment,
      at: ticketScores.at,
      by: users.name,
    })
    .from(ticketScores)
    .leftJoin(users, eq(users.id, ticketScores.byId))
    .where(eq(ticketScores.ticketId, ticketId))
    .orderBy(desc(ticketScores.id))
    .all()
}

/** What was done for this customer before (S0-12): its other tickets and what was spoken of; who may not read the archive sees visits and service alone, and who neither reaches the customer nor handles the ticket nothing. */
export function listEarlierService(me: Reading, ticketId: number, from: Source = reader()) {
  const { customerId, handlerId, status } = findTicket(me, ticketId, from)
  const reads = can(me.actor, 'followUp.read')
  const theirs = reads && reachesCustomer(grant(me.actor, 'followUp.read'), customerId, from)
  const handles = handlerId === idOf(me.actor) && isOpen(status)
  if (!theirs && !handles && me.reach !== 'all') return { tickets: [], contacts: [] }
  const service =
    theirs || (reads && handles) ? undefined : or(inArray(followUps.method, ['visit', 'meeting']), eq(followUps.contentType, 'service'))
  const contacts = from
    .select({
      id: followUps.id,
      number: followUps.number,
      occurredAt: followUps.occurredAt,
      method: followUps.method,
      content: followUps.content,
    })
    .from(followUps)
    .where(and(eq(followUps.customerId, customerId), service))
    .orderBy(desc(followUps.occurredAt))
    .limit(SHOWN)
    .all()
  return { tickets: ofCustomer(customerId, SHOWN, from, ne(tickets.id, ticketId)), contacts }
}

/** A customer's latest tickets as the archive shows them, with how many there are; within this person's reach. */
export function listCustomerTickets(me: Reading, customerId: number, limit: number, from: Source = reader()) {
  const total = countOf(from, me).get({ customerId, ...bearer(me) })?.n ?? 0
  return { rows: total > 0 ? ofCustomer(customerId, limit, from, reached(me)) : [], total }
}

const countOf = preparedFor((from, me: Reading) =>
  from
    .select({ n: sql<number>`count(*)` })
    .from(tickets)
    .where(and(eq(tickets.customerId, sql.placeholder('customerId')), reached(me)))
    .prepare(),
)

/** One's own open tickets, the most urgent first, and how many wait in one's department to be taken. */
export function listMine(me: Reading, limit: number, from: Source = reader()) {
  const mine = and(eq(tickets.handlerId, idOf(me.actor)), inArray(tickets.status, ['unreceived', 'unanswered', 'working']), reached(me))
  const rows = from
    .select({ ...brief, customer: customers.name })
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .where(mine)
    .orderBy(asc(tickets.dueAt), asc(tickets.id))
    .limit(limit)
    .all()
  const total = from.get<{ n: number }>(sql`select count(*) as n from (select 1 from ${tickets} where ${mine} limit 1000)`)?.n ?? 0
  return { rows, total, queue: countQueue(me, from) }
}

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
    head: type.headId === null ? undefined : from.select({ name: users.name }).from(users).where(eq(users.id, type.headId)).get()?.name,
  }))

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

/** The last complaint of this type from this customer since a moment, void ones aside; of one that is there already, what came before it. */
export const findRepeated = (
  { customerId, typeId, before }: { customerId: number; typeId: number; before?: { id: number; at: number } },
  since: number,
  from: Source = reader(),
) =>
  from
    .select({ id: tickets.id, number: tickets.number })
    .from(tickets)
    .where(
      and(
        eq(tickets.customerId, customerId),
        eq(tickets.typeId, typeId),
        eq(tickets.kind, 'complaint'),
        ne(tickets.status, 'void'),
        gt(tickets.createdAt, since),
        before && sql`(${tickets.createdAt}, ${tickets.id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(tickets.createdAt))
    .limit(1)
    .get()

export type Mark = { dueAt: number; id: number }

/** Open tickets whose clock runs, after a mark, by due moment: a slice of `limit`, with what an alarm needs to know; the head where the account is active. */
export function listClocked(_me: Grant<'notification.raise'>, mark: Mark, limit: number, from: Source = reader()) {
  return from
    .select({
      id: tickets.id,
      number: tickets.number,
      customer: customers.name,
      status: tickets.status,
      handlerId: tickets.handlerId,
      headId: users.id,
      dueAt: tickets.dueAt,
      warnAt: tickets.warnAt,
      terms: tickets.terms,
    })
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .leftJoin(users, and(eq(users.id, ticketTypes.headId), eq(users.active, true)))
    .where(and(sql`(${tickets.dueAt}, ${tickets.id}) > (${mark.dueAt}, ${mark.id})`, isNotNull(tickets.dueAt), isNull(customers.deletedAt)))
    .orderBy(asc(tickets.dueAt), asc(tickets.id))
    .limit(limit)
    .all()
}

/** Who hears of late tickets beside their handlers: the heads of service, and the general manager. */
export function listHeads(_me: Grant<'notification.raise'>, from: Source = reader()) {
  const people = from.select({ id: users.id, role: users.role }).from(users).where(eq(users.active, true)).all()
  const idsOf = (role: 'service_manager' | 'boss') => people.filter((person) => person.role === role).map(({ id }) => id)
  return { heads: idsOf('service_manager'), managers: idsOf('boss') }
}

const reachesCustomer = (me: Grant<'followUp.read'>, customerId: number, from: Source) =>
  from
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.id, customerId), isNull(customers.deletedAt), reachedCustomer(me)))
    .get() !== undefined

const SHOWN = 5

const brief = {
  id: tickets.id,
  number: tickets.number,
  kind: tickets.kind,
  type: ticketTypes.name,
  urgency: tickets.urgency,
  status: tickets.status,
  description: sql<string>`substr(${tickets.description}, 1, 200)`,
  dueAt: tickets.dueAt,
  warnAt: tickets.warnAt,
  createdAt: tickets.createdAt,
  closedAt: tickets.closedAt,
  score: tickets.score,
}

function ofCustomer(customerId: number, limit: number, from: Source, what: SQL | undefined) {
  return from
    .select(brief)
    .from(tickets)
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .where(and(eq(tickets.customerId, customerId), what))
    .orderBy(desc(tickets.createdAt), desc(tickets.id))
    .limit(limit)
    .all()
}

function countQueue(me: Reading, from: Source) {
  const department = departmentOf(me.actor)
  if (department === null || !can(me.actor, 'ticket.take')) return 0
  const waiting = and(eq(tickets.departmentId, department), eq(tickets.status, 'unassigned'))
  return from.get<{ n: number }>(sql`select count(*) as n from (select 1 from ${tickets} where ${waiting} limit 1000)`)?.n ?? 0
}

function revealedPhone(me: Reading, customerId: number, from: Source): string | undefined {
  const open = and(
    eq(reveals.userId, idOf(me.actor)),
    gt(reveals.at, now() - REVEAL_MS),
    eq(reveals.customerId, customerId),
    eq(reveals.field, 'phone'),
    isNull(reveals.contactId),
  )
  if (!from.select({ id: reveals.id }).from(reveals).where(open).get()) return undefined
  return from.select({ phone: customers.phone }).from(customers).where(eq(customers.id, customerId)).get()?.phone
}
