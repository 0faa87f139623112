import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { departments, users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { findCustomer } from '../customers/queries.ts'
import { command, created } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf, departmentOf, grant, idOf, nameOf } from '../kernel/grant.ts'
import { dayNumber } from '../kernel/numbers.ts'
import { DAY, dayOf, now } from '../kernel/time.ts'
import { termsOf } from '../sla/policy.ts'
import { readPolicy } from '../sla/queries.ts'
import { momentsNow } from './clock.ts'
import { dispatch, listHandlers, type TicketType } from './dispatch.ts'
import { type Kind, kindLabels } from './labels.ts'
import { id, isReopenable, optionalId, REOPEN_DAYS, REPEAT_DAYS, required, ticketShape, type Urgency, version } from './model.ts'
import { findFirstType, findRepeated } from './queries.ts'
import { renewTerms } from './terms.ts'
import { change, endPause, findCurrent, hail, tell, toldOf } from './write.ts'

const reason = required(300, '原因')
const handle = { id, version }

/** Takes a ticket down and gives it to whom the rule names (S0-11, S0-37 to S0-41); a complaint of the same type within 90 days is seen to be a repeated one. */
export const createTicket = command({
  name: 'ticket.create',
  input: z.strictObject({ customerId: id, ...ticketShape }),
  run(tx, me, { customerId, kind, typeId, detail, urgency: wanted, description }) {
    findCustomer(grant(me.actor, 'customer.read'), customerId, tx)
    const type = typeFor(tx, kind, typeId, detail)
    const at = now()
    const urgency = wanted ?? usualUrgency(type, detail)
    const goes = dispatch(tx, type)
    const values = {
      ...{ customerId, kind, typeId: type.id, detail, urgency, description, ...goes },
      number: dayNumber(tx, 'T', dayOf(at)),
      status: goes.handlerId === null ? ('unassigned' as const) : ('unreceived' as const),
      repeatOfId: repeatOf(tx, { customerId, kind, typeId: type.id }, at),
      terms: termsOf(readPolicy(kind, urgency, tx)),
      assignedAt: at,
      createdBy: authorOf(me.actor),
      createdAt: at,
    }
    const made = tx.insert(tickets).values(values).returning().get()
    const ticket = tx.update(tickets).set(momentsNow(tx, made)).where(eq(tickets.id, made.id)).returning().get()!
    renewTerms(tx, ticket)
    tell(tx, me, ticket.id, 'created', goes.dispatchReason)
    hail(tx, me, ticket.handlerId, ticket, `待接收：${kindLabels[kind]} ${type.name}`)
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
    const repeatOfId = repeatOf(
      tx,
      { customerId: before.customerId, kind, typeId: type.id, before: { id, at: before.createdAt } },
      before.createdAt,
    )
    return change(tx, me, before, { kind, typeId: type.id, detail, urgency, description, terms, repeatOfId }, 'edited')
  },
})

/** To another handler, or into a department's queue, by hand and with a reason (S0-42). */
export const assignTicket = command({
  name: 'ticket.assign',
  input: z
    .strictObject({ ...handle, handlerId: optionalId, departmentId: optionalId, reason })
    .refine((i) => i.handlerId !== null || i.departmentId !== null, { path: ['handlerId'], message: '请选择处理人，或只选部门由同事领取' }),
  run(tx, me, { handlerId, departmentId, reason, ...which }) {
    const before = findCurrent(tx, me, 'assign', which)
    const handler = handlerId === null ? undefined : findHandler(tx, handlerId)
    if (handler && handler.id === before.handlerId) throw new Unfit('handlerId', `这张工单已经由${handler.name}处理`)
    const house = handler ? (handler.departmentId ?? before.departmentId) : findHouse(tx, departmentId!)
    endPause(tx, before.id)
    const at = now()
    const values = {
      handlerId: handler?.id ?? null,
      departmentId: house,
      status: handler ? ('unreceived' as const) : ('unassigned' as const),
      // Who had nobody waits since the beginning; who is handed on begins anew, but what was received and answered stays so (W-32).
      assignedAt: before.status === 'unassigned' ? before.assignedAt : at,
      dispatchReason: `${nameOf(me.actor)}手动调整：${reason}`,
    }
    const told = change(tx, me, before, values, 'assigned', `${handler ? `交给${handler.name}` : '交给部门，由同事领取'}：${reason}`)
    hail(tx, me, values.handlerId, told.after, `交给你处理：${reason}`)
    return told
  },
})

/** Out of the department's queue, in one's own hands: received at once. */
export const takeTicket = command({
  name: 'ticket.take',
  input: z.strictObject(handle),
  run(tx, me, which) {
    const before = findCurrent(tx, me, 'take', which)
    const at = now()
    const own = before.departmentId ?? departmentOf(me.actor)
    const values = { handlerId: idOf(me.actor), departmentId: own, status: 'unanswered' as const, receivedAt: before.receivedAt ?? at }
    return change(tx, me, before, { ...values, dispatchReason: `${nameOf(me.actor)}从部门待领取的工单中领取` }, 'taken')
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
    const there = listHandlers(tx).some((person) => person.id === before.handlerId)
    const values = {
      ...(there ? { status: 'unanswered' as const } : { status: 'unassigned' as const, handlerId: null }),
      ...{ assignedAt: at, resolvedAt: null, closedAt: null, handlingMinutes: null, feedback: '' },
      reopenings: before.reopenings + 1,
    }
    const told = change(tx, me, before, values, 'reopened', reason)
    hail(tx, me, told.after.handlerId, told.after, `已重新打开：${reason}`)
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
  about.kind === 'complaint' ? (findRepeated(about, at - REPEAT_DAYS * DAY, tx)?.id ?? null) : null

function findHandler(tx: Tx, handlerId: number) {
  const handler = listHandlers(tx).find(({ id }) => id === handlerId)
  if (handler) return handler
  const known = tx.select({ name: users.name }).from(users).where(eq(users.id, handlerId)).get()
  throw new Unfit('handlerId', known ? `${known.name}的账号已停用，或没有接收工单的权限` : '找不到这位同事')
}

function findHouse(tx: Tx, departmentId: number): number {
  const house = tx.select({ id: departments.id }).from(departments).where(eq(departments.id, departmentId)).get()
  if (!house) throw new Unfit('departmentId', '找不到这个部门')
  return house.id
}
