import { and, desc, eq, gte, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { scoreLinks } from '#db/schema/closing'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { ticketScores, tickets, ticketTypes } from '#db/schema/tickets'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import { type Grant, grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { findTicket } from '../tickets/queries.ts'
import { stateOf } from './model.ts'
import { hashOf } from './token.ts'

const RECENT = 3
const YEAR_MS = 365 * 86_400_000

/** The link behind a token and what the customer may know of its ticket, which is its title; undefined where there is none or the customer is gone. For anybody who has the token. */
export function findScoreLink(token: string, from: Source = reader()) {
  const tokenHash = hashOf(token)
  const found =
    tokenHash &&
    from
      .select({
        id: scoreLinks.id,
        ticketId: scoreLinks.ticketId,
        usedAt: scoreLinks.usedAt,
        expiresAt: scoreLinks.expiresAt,
        status: tickets.status,
        number: tickets.number,
        type: ticketTypes.name,
      })
      .from(scoreLinks)
      .innerJoin(tickets, eq(tickets.id, scoreLinks.ticketId))
      .innerJoin(customers, eq(customers.id, tickets.customerId))
      .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
      .where(and(eq(scoreLinks.tokenHash, tokenHash), isNull(customers.deletedAt)))
      .get()
  if (!found) return undefined
  const { number, type, id, ticketId } = found
  return { id, ticketId, state: stateOf(found, found, now()), title: `工单 ${number}${type ? ` · ${type}` : ''}` }
}

/** The last link made for a ticket, as staff see it: never the token. */
export function findLastLink(me: Grant<'ticket.read'>, ticketId: number, from: Source = reader()) {
  const { status } = findTicket(me, ticketId, from)
  const link = from
    .select({ createdAt: scoreLinks.createdAt, expiresAt: scoreLinks.expiresAt, usedAt: scoreLinks.usedAt, by: users.name })
    .from(scoreLinks)
    .leftJoin(users, eq(users.id, scoreLinks.createdBy))
    .where(eq(scoreLinks.ticketId, ticketId))
    .orderBy(desc(scoreLinks.id))
    .limit(1)
    .get()
  return link && { ...link, state: stateOf(link, { status }, now()) }
}

/** How content a customer is (S1-16): what it scored last, newest first, and the average of its tickets scored within a year; undefined before the first score. */
export function satisfactionOf(me: Grant<'ticket.read'>, customerId: number, from: Source = reader()) {
  reachCustomer(grant(me.actor, 'customer.read'), customerId, from)
  const last = lastScores(from).all({ customerId })
  if (last.length === 0) return undefined
  const year = yearOf(from).get({ customerId, since: now() - YEAR_MS })
  return { last, year: { count: year?.count ?? 0, average: year?.average ?? null } }
}

// Of several scores of a ticket the last counts.
const counting = and(
  eq(tickets.customerId, sql.placeholder('customerId')),
  isNotNull(tickets.score),
  ne(tickets.status, 'void'),
  sql`${ticketScores.id} = (select max(s.id) from ${ticketScores} s where s.ticket_id = ${tickets.id})`,
)

const lastScores = builtOnce((from) =>
  from
    .select({ score: ticketScores.score, at: ticketScores.at, ticketId: tickets.id, number: tickets.number })
    .from(tickets)
    .innerJoin(ticketScores, eq(ticketScores.ticketId, tickets.id))
    .where(counting)
    .orderBy(desc(ticketScores.at), desc(ticketScores.id))
    .limit(RECENT)
    .prepare(),
)

const yearOf = builtOnce((from) =>
  from
    .select({ count: sql<number>`count(*)`, average: sql<number | null>`avg(${ticketScores.score})` })
    .from(tickets)
    .innerJoin(ticketScores, eq(ticketScores.ticketId, tickets.id))
    .where(and(counting, gte(ticketScores.at, sql.placeholder('since'))))
    .prepare(),
)
