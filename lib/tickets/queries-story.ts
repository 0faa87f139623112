import { desc, eq } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { users } from '#db/schema/people'
import { ticketEntries, ticketScores } from '#db/schema/tickets'
import type { Grant } from '../kernel/grant.ts'
import { findTicket } from './queries.ts'

type Reading = Grant<'ticket.read'>

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
