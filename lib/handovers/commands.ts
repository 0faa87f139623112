import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { handoverLines, leaveSplits, leaves } from '#db/schema/handovers'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { findUser } from '../users/queries.ts'
import { changeAccount, endSessions, keepAnAdmin } from '../users/write.ts'
import { takeAllBack } from './hand-back.ts'
import { giveAll, isColleague } from './hand-on.ts'
import { isReturnable, planShape, RETURN_DAYS } from './model.ts'
import { findHandover } from './queries.ts'
import { findLastLeave } from './queries-leaves.ts'
import { countHeld } from './sums.ts'

const id = z.coerce.number().int().positive()
const optionalId = z.preprocess((v) => (v === '' ? undefined : v), id.optional())

/** The new owner has taken note of one line, of one customer's, or of the whole book (N-07): who and when is kept with each line. */
export const confirmLines = command({
  name: 'handover.confirm',
  input: z.strictObject({ id, lineId: optionalId, customerId: optionalId }),
  run(tx, me, { id, lineId, customerId }) {
    const handover = findHandover(me, id, tx)
    if (handover.undoneAt !== null) throw new Conflict('这份交接已经撤销，不用再确认')
    const { changes } = tx
      .update(handoverLines)
      .set({ tickedBy: authorOf(me.actor), tickedAt: now() })
      .where(
        and(
          eq(handoverLines.handoverId, id),
          isNull(handoverLines.tickedAt),
          lineId ? eq(handoverLines.id, lineId) : undefined,
          customerId ? eq(handoverLines.customerId, customerId) : undefined,
        ),
      )
      .run()
    return created({ id, ticked: changes }, customerId)
  },
})

/**
 * Somebody leaves (W-21, D-05): the account is out of use and signed out, and everything the person holds passes on by the rule, with the
 * books; all of it in one transaction, or nothing.
 */
export const leaveUser = command({
  name: 'user.leave',
  input: z.strictObject({
    id,
    toId: id,
    split: z.enum(leaveSplits, '请选择交接方式'),
    plan: planShape.default({}),
    reason: z.string('请填写交接原因').trim().min(1, '请填写交接原因').max(100, '交接原因最多 100 字'),
    /** How many customers the administrator was told it would be. */
    expected: z.coerce.number().int().min(0),
  }),
  run(tx, me, { id, toId, split, plan, reason, expected }) {
    const before = findUser(me, id, tx)
    const { customers, todos } = countHeld(id, tx)
    if (customers !== expected)
      throw new Conflict(`名下客户已有变化：现在是 ${customers} 位，不是 ${expected} 位。请返回上一步核对后再确认`)
    for (const successor of new Set([toId, ...Object.values(plan)]))
      if (successor === id || !isColleague(tx, successor)) throw new Unfit('toId', '接收人需为在用账号的同事，不能是本人')
    if (before.active && before.role === 'admin') keepAnAdmin(tx, id)
    endSessions(tx, id)
    const values = {
      userId: id,
      toId,
      split,
      plan,
      reason,
      status: 'moving' as const,
      wasActive: before.active,
      byId: authorOf(me.actor),
      at: now(),
    }
    const leave = tx.insert(leaves).values(values).returning().get()
    changeAccount(tx, id, { active: false, version: before.version + 1 })
    const told = { ...before, active: false, version: before.version + 1, leaveId: leave.id, toId, split, customers, todos }
    return { ...updated(before, told), why: reason }
  },
})

/** Passes on what somebody who leaves holds, and tells the successors. */
export const handOn = command({
  name: 'customer.handOn',
  input: z.strictObject({ leaveId: id }),
  run: (tx, _me, { leaveId }) => giveAll(tx, leaveId),
})

/** Takes a leave of the last thirty days back: what is still with the successors returns, what they have passed on stays; the account is in use again. */
export const returnUser = command({
  name: 'user.return',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const before = findUser(me, id, tx)
    const leave = findLastLeave(me, id, tx)
    if (!leave || !isReturnable(leave, now())) throw new Conflict(`没有可以撤销的离职交接：只能撤销已完成、且在 ${RETURN_DAYS} 天内的交接`)
    tx.update(leaves)
      .set({ status: 'returning', undoneAt: now(), undoneBy: authorOf(me.actor) })
      .where(eq(leaves.id, leave.id))
      .run()
    const active = before.active || leave.wasActive
    changeAccount(tx, id, { active, version: before.version + 1 })
    const told = { ...before, active, version: before.version + 1, leaveId: leave.id }
    return updated(before, told)
  },
})

/** Gives back what a leave moved. */
export const handBack = command({
  name: 'customer.handBack',
  input: z.strictObject({ leaveId: id }),
  run: (tx, _me, { leaveId }) => takeAllBack(tx, leaveId),
})
