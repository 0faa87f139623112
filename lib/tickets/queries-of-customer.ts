import { and, desc, eq, inArray, isNull, ne, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps } from '#db/schema/followups'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { reached as reachedCustomer } from '../customers/queries.ts'
import { can, type Grant, grant, idOf } from '../kernel/grant.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { isOpen } from './model.ts'
import { findTicket } from './queries.ts'
import { reached } from './reach.ts'

type Reading = Grant<'ticket.read'>

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
  return { tickets: chosen(from, customerId, ne(tickets.id, ticketId)).all(), contacts }
}

/** A customer's latest tickets as the archive shows them, with how many there are; within this person's reach. */
export function listCustomerTickets(me: Reading, customerId: number, from: Source = reader()) {
  const total = countOf(from, me).get({ customerId, ...bearer(me) })?.n ?? 0
  return { rows: total > 0 ? latestOf(from, me).all({ customerId, ...bearer(me) }) : [], total }
}

const latestOf = preparedFor((from, me: Reading) => chosen(from, sql.placeholder('customerId'), reached(me)).prepare())

const countOf = preparedFor((from, me: Reading) =>
  from
    .select({ n: sql<number>`count(*)` })
    .from(tickets)
    .where(and(eq(tickets.customerId, sql.placeholder('customerId')), reached(me)))
    .prepare(),
)

const reachesCustomer = (me: Grant<'followUp.read'>, customerId: number, from: Source) =>
  from
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.id, customerId), isNull(customers.deletedAt), reachedCustomer(me)))
    .get() !== undefined

const SHOWN = 5

/** A ticket in one line. */
export const brief = {
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

const chosen = (from: Source, customerId: number | Placeholder, what: SQL | undefined) =>
  from
    .select(brief)
    .from(tickets)
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .where(and(eq(tickets.customerId, customerId), what))
    .orderBy(desc(tickets.createdAt), desc(tickets.id))
    .limit(SHOWN)
