import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Source, Tx } from '#db/client'
import { users } from '#db/schema/people'
import { ticketEntries, tickets } from '#db/schema/tickets'
import type { Held } from '../handovers/mover.ts'
import { now } from '../kernel/time.ts'
import { momentsNow } from './clock.ts'
import { listHandlers } from './dispatch.ts'
import type { Ticket } from './model.ts'
import { renewTerms } from './terms.ts'
import { endPause } from './write.ts'

type Way = { id: number; fromId: number; toId: number }

const held = (userId: number) =>
  and(eq(tickets.handlerId, userId), inArray(tickets.status, ['unreceived', 'unanswered', 'working', 'waiting', 'revisit']))

/** The open tickets of somebody who leaves: to the successor, who receives them anew, or into the department's queue where the successor handles none. What is to be asked after stays so. */
export const openTicket = {
  kinds: ['ticket', 'ticketQueued'],
  label: '未完成工单',
  unit: '张',
  count: (from: Source, userId: number) => from.select({ n: sql<number>`count(*)` }).from(tickets).where(held(userId)).get()?.n ?? 0,
  next: (tx: Tx, userId: number, limit: number): Held[] =>
    tx.select({ id: tickets.id, customerId: tickets.customerId }).from(tickets).where(held(userId)).limit(limit).all(),
  give(tx: Tx, { id, toId }: Way) {
    const receives = listHandlers(tx).some((person) => person.id === toId)
    pass(tx, id, receives ? toId : null)
    return receives ? 'ticket' : 'ticketQueued'
  },
  back(tx: Tx, kind: string, { id, fromId, toId }: Way) {
    const ticket = tx.select().from(tickets).where(eq(tickets.id, id)).get()
    const isUntouched = ticket !== undefined && waits(ticket) && ticket.handlerId === (kind === 'ticket' ? toId : null)
    if (isUntouched) pass(tx, id, fromId)
    return isUntouched
  },
}

const waits = ({ status }: Ticket) => status === 'unreceived' || status === 'unassigned' || status === 'revisit'

// What is solved stays so: only the call to the customer is left.
function pass(tx: Tx, id: number, handlerId: number | null) {
  endPause(tx, id)
  const before = tx.select().from(tickets).where(eq(tickets.id, id)).get()!
  const at = now()
  const name = handlerId === null ? undefined : tx.select({ name: users.name }).from(users).where(eq(users.id, handlerId)).get()?.name
  const dispatchReason = name ? `离职交接给${name}` : '离职交接，由部门同事领取'
  const again = { status: handlerId === null ? ('unassigned' as const) : ('unreceived' as const), assignedAt: at }
  const moved = before.status === 'revisit' ? {} : again
  const wanted: Ticket = { ...before, ...moved, handlerId, dispatchReason, version: before.version + 1 }
  const set = { ...wanted, ...momentsNow(tx, wanted) }
  renewTerms(tx, tx.update(tickets).set(set).where(eq(tickets.id, id)).returning().get()!)
  tx.insert(ticketEntries).values({ ticketId: id, event: 'assigned', text: dispatchReason, at }).run()
}
