import type { FormMove } from '#components/tickets/move-form'
import type { Grant } from '#lib/kernel/grant'
import { allows, isReopenable, type Move, type Ticket } from '#lib/tickets/model'
import { reaches } from '#lib/tickets/queries'
import * as actions from '../actions.ts'

// The obvious first, by the order of the work.
const order = [
  'take',
  'receive',
  'respond',
  'progress',
  'resume',
  'wait',
  'resolve',
  'close',
  'sendBack',
  'score',
  'reopen',
  'note',
] as const

export const formActions = {
  take: actions.take,
  receive: actions.receive,
  respond: actions.respond,
  progress: actions.progress,
  resume: actions.resume,
  wait: actions.wait,
  resolve: actions.resolve,
  close: actions.close,
  sendBack: actions.sendBack,
  score: actions.score,
  reopen: actions.reopen,
  note: actions.note,
}

/** What this person may do to a ticket in its present state; resuming comes before more progress while it waits. */
export function choicesFor(me: Grant<'ticket.read'>, ticket: Ticket, at: number): FormMove[] {
  const found = order.filter((move) => mayMove(me, ticket, move)).filter((move) => move !== 'reopen' || isReopenable(ticket, at))
  return ticket.status === 'waiting' ? found.toSorted((a, b) => Number(b === 'resume') - Number(a === 'resume')) : found
}

/** Whether a move is both allowed by the state and within this person's reach. */
export const mayMove = (me: Grant<'ticket.read'>, ticket: Ticket, move: Move) =>
  allows(ticket, move) && reaches(me, `ticket.${move}`, ticket.id)
