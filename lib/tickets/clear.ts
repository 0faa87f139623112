import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { files } from '#db/schema/archive'
import { scoreLinks } from '#db/schema/closing'
import { ticketClosings, ticketEntries, ticketPauses, ticketScores, tickets, ticketTerms, ticketTypes } from '#db/schema/tickets'
import { now } from '../kernel/time.ts'
import { momentsNow } from './clock.ts'
import { isOpen, type Ticket } from './model.ts'
import { renewTerms } from './terms.ts'
import { endPause } from './write.ts'

/** Takes tickets away for good with all that hangs on them; their files stay their customer's. */
export function clearTickets(tx: Tx, which: SQL) {
  const gone = sql`(select id from ${tickets} where ${which})`
  tx.update(files).set({ ticketId: null }).where(sql`${files.ticketId} in ${gone}`).run()
  tx.delete(ticketEntries).where(sql`${ticketEntries.ticketId} in ${gone}`).run()
  tx.delete(ticketPauses).where(sql`${ticketPauses.ticketId} in ${gone}`).run()
  tx.delete(scoreLinks).where(sql`${scoreLinks.ticketId} in ${gone}`).run()
  tx.delete(ticketScores).where(sql`${ticketScores.ticketId} in ${gone}`).run()
  tx.delete(ticketClosings).where(sql`${ticketClosings.ticketId} in ${gone}`).run()
  tx.delete(ticketTerms).where(sql`${ticketTerms.id} in ${gone}`).run()
  tx.update(tickets).set({ repeatOfId: null }).where(sql`${tickets.repeatOfId} in ${gone}`).run()
  tx.delete(tickets).where(which).run()
}

/** Takes these people's hands off tickets and rules that stay: what they handled waits for another. */
export function leaveTickets(tx: Tx, people: SQL) {
  tx.update(ticketEntries).set({ byId: null }).where(sql`${ticketEntries.byId} in ${people}`).run()
  tx.update(ticketScores).set({ byId: null }).where(sql`${ticketScores.byId} in ${people}`).run()
  tx.update(ticketClosings).set({ byId: null }).where(sql`${ticketClosings.byId} in ${people}`).run()
  tx.update(ticketClosings).set({ handlerId: null }).where(sql`${ticketClosings.handlerId} in ${people}`).run()
  tx.update(scoreLinks).set({ createdBy: null }).where(sql`${scoreLinks.createdBy} in ${people}`).run()
  tx.update(ticketTypes).set({ headId: null }).where(sql`${ticketTypes.headId} in ${people}`).run()
  tx.update(ticketTypes).set({ lastHandlerId: null }).where(sql`${ticketTypes.lastHandlerId} in ${people}`).run()
  const theirs = sql`${tickets.handlerId} in ${people} or ${tickets.createdBy} in ${people}`
  const gone = new Set(tx.all<{ id: number }>(sql`select id from users where id in ${people}`).map(({ id }) => id))
  for (const ticket of tx.select().from(tickets).where(theirs).all()) leave(tx, ticket, gone)
}

function leave(tx: Tx, ticket: Ticket, gone: ReadonlySet<number>) {
  const { handlerId, createdBy, status } = ticket
  const isLeft = handlerId !== null && gone.has(handlerId)
  const waits = isLeft && status !== 'revisit' && isOpen(status)
  if (waits) endPause(tx, ticket.id)
  const wanted: Ticket = {
    ...ticket,
    createdBy: createdBy !== null && gone.has(createdBy) ? null : createdBy,
    handlerId: isLeft ? null : handlerId,
    ...(waits && { status: 'unassigned', assignedAt: now() }),
  }
  const set = { ...wanted, ...momentsNow(tx, wanted), version: ticket.version + 1 }
  renewTerms(tx, tx.update(tickets).set(set).where(eq(tickets.id, ticket.id)).returning().get()!)
}
