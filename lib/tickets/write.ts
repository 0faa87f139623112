import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { ticketEntries, ticketPauses, tickets, ticketTypes } from '#db/schema/tickets'
import { updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { tell as say } from '../notifications/tell.ts'
import { momentsNow } from './clock.ts'
import type { TicketEvent } from './labels.ts'
import { type Move, moves, requireMove, type Ticket } from './model.ts'
import { findTicket } from './queries.ts'
import type { TicketGrant } from './reach.ts'
import { renewTerms } from './terms.ts'

/** The ticket, within reach, in a state that allows the move, as the person saw it (B-12, J-02). */
export function findCurrent(tx: Tx, me: TicketGrant, move: Move, { id, version }: { id: number; version?: number }): Ticket {
  const before = findTicket(me, id, tx)
  requireMove(before, move)
  if (version !== undefined && before.version !== version)
    throw new Conflict(`这张工单在你打开之后有了变化，本次没有${moves[move].label}，填写的内容还在。请核对后再试`)
  return before
}

/** Writes a ticket's new state with its clocks, words and story; returns what the record tells of it. */
export function change(tx: Tx, me: Grant, before: Ticket, values: Partial<Ticket>, event: TicketEvent, text = '') {
  const wanted = { ...before, ...values, version: before.version + 1 }
  const after = tx
    .update(tickets)
    .set({ ...wanted, ...momentsNow(tx, wanted) })
    .where(eq(tickets.id, before.id))
    .returning()
    .get()!
  renewTerms(tx, after)
  tell(tx, me, after.id, event, text)
  const told = toldOf(tx, after)
  const field = said[event]
  return {
    ...updated(toldOf(tx, before), field ? { ...told, [field]: text } : told, after.customerId),
    ...(text && reasoned.has(event) && { why: text.slice(0, 300) }),
  }
}

// What is a reason stands as one in the record; what is a report stands as a field of its own.
const reasoned = new Set<TicketEvent>(['assigned', 'waiting', 'returned', 'reopened', 'voided'])
const said: Partial<Record<TicketEvent, string>> = { responded: 'progress', progress: 'progress', note: 'note' }

/** One more line of a ticket's story. */
export const tell = (tx: Tx, me: Grant, ticketId: number, event: TicketEvent, text: string) =>
  tx
    .insert(ticketEntries)
    .values({ ticketId, event, text, byId: authorOf(me.actor), at: now() })
    .returning()
    .get()

/** Tells somebody of a ticket that is theirs to go on with; not whoever did it. */
export function hail(tx: Tx, me: Grant, to: number | null, t: { id: number; number: string; version: number }, words: string) {
  if (to === null || to === authorOf(me.actor)) return
  say(tx, {
    userId: to,
    key: `ticket:${t.id}:${t.version}`,
    kind: 'assigned',
    title: `工单 ${t.number} ${words}`,
    href: `/tickets/${t.id}`,
  })
}

/** Ends the waiting for the customer, where it lasts. */
export const endPause = (tx: Tx, ticketId: number) =>
  tx
    .update(ticketPauses)
    .set({ toAt: now() })
    .where(and(eq(ticketPauses.ticketId, ticketId), isNull(ticketPauses.toAt)))
    .run()

/** A ticket as the record tells of it: in words where ids would say nothing, without its clocks. */
export function toldOf(tx: Tx, t: Ticket) {
  const type =
    t.typeId === null ? undefined : tx.select({ name: ticketTypes.name }).from(ticketTypes).where(eq(ticketTypes.id, t.typeId)).get()
  const { id, number, customerId, kind, detail, urgency, description, status, departmentId, handlerId, dispatchReason, version } = t
  const { cause, causeNote, solution, result, feedback, score, reopenings } = t
  return {
    ...{
      id,
      number,
      customerId,
      kind,
      type: type?.name ?? '',
      detail,
      urgency,
      description,
      status,
      departmentId,
      handlerId,
      dispatchReason,
    },
    ...{ cause, causeNote, solution, result, feedback, score, reopenings, version },
  }
}
