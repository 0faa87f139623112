import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { departments, users } from '#db/schema/people'
import { command } from '../kernel/command.ts'
import { Unfit } from '../kernel/errors.ts'
import { departmentOf, idOf, nameOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { listHandlers } from './dispatch.ts'
import { id, optionalId, required, version } from './model.ts'
import { change, endPause, findCurrent, hail } from './write.ts'

const reason = required(300, '原因')
const handle = { id, version }

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
