import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { findCustomer } from '../customers/queries.ts'
import { command, created } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf, grant } from '../kernel/grant.ts'
import { dayNumber } from '../kernel/numbers.ts'
import { DAY, dayOf, now } from '../kernel/time.ts'
import { urgencyLabels } from '../profiles/model.ts'
import { termsOf } from '../sla/policy.ts'
import { readPolicy } from '../sla/queries.ts'
import { momentsNow } from './clock.ts'
import { endClosing } from './closings.ts'
import { dispatch, listHandlers, type TicketType } from './dispatch.ts'
import { type Kind, kindLabels } from './labels.ts'
import { id, isReopenable, REOPEN_DAYS, REPEAT_DAYS, raised, required, ticketShape, type Urgency, version } from './model.ts'
import { findRepeated, findTicket } from './queries.ts'
import { findFirstType } from './queries-rules.ts'
import { renewTerms } from './terms.ts'
import { tellUnassigned } from './who-assigns.ts'
import { change, endPause, findCurrent, hail, tell, toldOf } from './write.ts'

const reason = required(300, '原因')
const handle = { id, version }

/** Takes a ticket down and gives it to whom the rule names (S0-11, S0-37 to S0-41); a complaint of the same type within 90 days is seen to be a repeated one, and is one step more urgent (N-12). */
export const createTicket = command({
  name: 'ticket.create',
  input: z.strictObject({ customerId: id, ...ticketShape }),
  run(tx, me, { customerId, kind, typeId, detail, urgency: wanted, description }) {
    findCustomer(grant(me.actor, 'customer.read'), customerId, tx)
    const type = typeFor(tx, kind, typeId, detail)
    const at = now()
    const plain = wanted ?? usualUrgency(type, detail)
    const repeated = repeatOf(tx, { customerId, kind, typeId: type.id }, at)
    const urgency = repeated ? raised(plain) : plain
    const goes = dispatch(tx, type)
    const values = {
      ...{ customerId, kind, typeId: type.id, detail, urgency, description, ...goes },
      number: dayNumber(tx, 'T', dayOf(at)),
      status: goes.handlerId === null ? ('unassigned' as const) : ('unreceived' as const),
      repeatOfId: repeated?.id ?? null,
      terms: termsOf(readPolicy(kind, urgency, tx)),
      assignedAt: at,
      createdBy: authorOf(me.actor),
      createdAt: at,
    }
    const made = tx.insert(tickets).values(values).returning().get()
    const ticket = tx.update(tickets).set(momentsNow(tx, made)).where(eq(tickets.id, made.id)).returning().get()!
    renewTerms(tx, ticket)
    tell(tx, me, ticket.id, 'created', [goes.dispatchReason, ...raiseWords(repeated, plain, urgency)].join('；'))
    hail(tx, me, ticket.handlerId, ticket, `待接收：${kindLabels[kind]} ${type.name}`)
    tellUnassigned(tx, me, ticket)
    return created(toldOf(tx, ticket), customerId)
  },
})

/** Puts right what was taken down; another urgency promises anew from now on, another type does not send it elsewhere. */
export const editTicket = command({
  name: 'ticket.edit',
  input: z.strictObject({ ...handle, ...ticketShape }),
  run(tx, me, { id, version, kind, typeId, detail, urgency: wanted, description }) {
    const before = findCurrent(tx, me, 'edit', { id, version })
    const type = typeFor(tx, kind, typeId, detail)
    const urgency = wanted ?? before.urgency
    const terms = kind === before.kind && urgency === before.urgency ? before.terms : termsOf(readPolicy(kind, urgency, tx))
    const about = { customerId: before.customerId, kind, typeId: type.id, before: { id, at: before.createdAt } }
    const repeatOfId = repeatOf(tx, about, before.createdAt)?.id ?? null
    return change(tx, me, before, { kind, typeId: type.id, detail, urgency, description, terms, repeatOfId }, 'edited')
  },
})

/** Opens a closed ticket again, within seven days: its handler goes on, or it waits for another. */
export const reopenTicket = command({
  name: 'ticket.reopen',
  input: z.strictObject({ ...handle, reason }),
  run(tx, me, { reason, ...which }) {
    const before = findCurrent(tx, me, 'reopen', which)
    const at = now()
    if (!isReopenable(before, at)) throw new Conflict(`工单 ${before.number} 关闭已超过 ${REOPEN_DAYS} 天，不能重新打开，请新建工单`)
    endClosing(tx, before.id, at)
    const there = listHandlers(tx).some((person) => person.id === before.handlerId)
    const values = {
      ...(there ? { status: 'unanswered' as const } : { status: 'unassigned' as const, handlerId: null }),
      ...{ assignedAt: at, resolvedAt: null, closedAt: null, handlingMinutes: null, feedback: '' },
      reopenings: before.reopenings + 1,
    }
    const told = change(tx, me, before, values, 'reopened', reason)
    hail(tx, me, told.after.handlerId, told.after, `已重新打开：${reason}`)
    tellUnassigned(tx, me, findTicket(me, before.id, tx))
    return told
  },
})

/** Takes a ticket out of the work, with the reason; it stays to be read. */
export const voidTicket = command({
  name: 'ticket.void',
  input: z.strictObject({ ...handle, reason }),
  run(tx, me, { reason, ...which }) {
    const before = findCurrent(tx, me, 'void', which)
    endPause(tx, before.id)
    return change(tx, me, before, { status: 'void' }, 'voided', reason)
  },
})

function typeFor(tx: Tx, kind: Kind, typeId: number | null, detail: string): TicketType {
  if (typeId === null && kind === 'complaint') throw new Unfit('typeId', '请选择投诉类型')
  const type = typeId === null ? findFirstType(kind, tx) : tx.select().from(ticketTypes).where(eq(ticketTypes.id, typeId)).get()
  if (!type?.active) throw new Unfit('typeId', '找不到这个类型，请重新选择')
  if (type.kind !== kind)
    throw new Unfit('typeId', `「${type.name}」属于${kindLabels[type.kind]}，请把工单类别改为${kindLabels[type.kind]}，或另选类型`)
  if (detail !== '' && !type.details.includes(detail)) throw new Unfit('detail', `「${detail}」不是「${type.name}」的细项，请重新选择`)
  return type
}

// A danger to life and limb is urgent whatever its type usually is.
const usualUrgency = (type: TicketType, detail: string): Urgency => (detail === '安全隐患' ? 'high' : type.urgency)

const repeatOf = (tx: Tx, about: { customerId: number; kind: Kind; typeId: number; before?: { id: number; at: number } }, at: number) =>
  about.kind === 'complaint' ? findRepeated(about, at - REPEAT_DAYS * DAY, tx) : undefined

// Why it is more urgent than it would be (N-12).
const raiseWords = (repeated: { number: string } | undefined, from: Urgency, to: Urgency) =>
  repeated && from !== to
    ? [`${REPEAT_DAYS} 天内的重复投诉（上次 ${repeated.number}），紧急程度由「${urgencyLabels[from]}」提高为「${urgencyLabels[to]}」`]
    : []
