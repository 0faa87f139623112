import { writer } from '#db/client'
import { execute } from '#lib/execute'
import { createFollowUp } from '#lib/followups/commands'
import { grant, type User } from '#lib/kernel/grant'
import { now, timeOf, today } from '#lib/kernel/time'
import { assignTicket } from '#lib/tickets/assign'
import { createTicket, reopenTicket, voidTicket } from '#lib/tickets/commands'
import {
  closeTicket,
  receiveTicket,
  reportProgress,
  resolveTicket,
  respondTicket,
  resumeTicket,
  sendBackTicket,
  waitTicket,
} from '#lib/tickets/moves'
import { findTicket } from '#lib/tickets/queries'
import { listTypes } from '#lib/tickets/queries-rules'
import { listCustomerTodos } from '#lib/todos/queries'
import type { Deed, TicketStep } from './deed.ts'
import { actorOf, type Stage } from './stage.ts'

type Of<K extends Deed['do']> = Extract<Deed, { do: K }>

const commands = {
  receive: receiveTicket,
  respond: respondTicket,
  progress: reportProgress,
  wait: waitTicket,
  resume: resumeTicket,
  resolve: resolveTicket,
  sendBack: sendBackTicket,
  close: closeTicket,
  reopen: reopenTicket,
  void: voidTicket,
  assign: assignTicket,
} as const

/** A customer rings, and somebody of the desk takes it down. */
export function openTicket(stage: Stage, customerId: number, { key, by, with: { type, ...fields } }: Omit<Of<'ticket'>, 'about'>) {
  const typeId = listTypes(writer()).find((one) => one.kind === fields.kind && one.name === type)?.id ?? null
  stage.tickets.set(key, execute(createTicket, actorOf(stage, by), { customerId, typeId, ...fields }).after.id)
}

/** The ticket goes one step on, in the hands of whoever handles it. */
export function moveTicket(stage: Stage, { key, move, by, to, with: fields }: Pick<Of<'step'>, 'key'> & TicketStep) {
  const desk = actorOf(stage, 'desk')
  const { id, version, handlerId } = findTicket(grant(desk, 'ticket.read'), stage.tickets.get(key)!, writer())
  const handler = Object.values(stage.staff).find((user) => user?.id === handlerId)
  const handed = to ? { handlerId: actorOf(stage, to).id } : {}
  const actor: User = by ? actorOf(stage, by) : (handler ?? desk)
  const seen = move === 'progress' ? { id } : { id, version }
  execute(commands[move] as never, actor, { ...seen, ...handed, ...fields } as never)
}

/** What is due of the plan that a ticket began is done by whoever has it; a ticket that hurt nobody began none. */
export function careFor(stage: Stage, customerId: number, { key, says, feedback }: Pick<Of<'care'>, 'key' | 'says' | 'feedback'>) {
  const desk = actorOf(stage, 'desk')
  const { number } = findTicket(grant(desk, 'ticket.read'), stage.tickets.get(key)!, writer())
  const open = listCustomerTodos(grant(desk, 'todo.read'), customerId, writer())
  const due = open.find(({ title, dueOn }) => title.endsWith(`工单 ${number}`) && dueOn !== null && dueOn <= today())
  const carer = due && Object.values(stage.staff).find((user) => user?.id === due.assigneeId)
  if (!carer) return
  const told = { occurredAt: `${today()}T${timeOf(now())}`, method: 'phone', contentType: 'care', content: says, feedback } as const
  stage.made.followUps.push(execute(createFollowUp, carer, { customerId, ...told, doneTodoId: due.id }).after.id)
}
