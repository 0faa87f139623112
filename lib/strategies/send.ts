import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { todos } from '#db/schema/followups'
import { strategies, strategyPushes } from '#db/schema/strategies'
import { reachCustomer } from '../customers/queries.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { authorOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { consentOf, dropOpen, writeConsent } from './consent.ts'
import { findPush } from './list.ts'

const id = z.coerce.number().int().positive()

/** 已送达: a colleague says that it reached the customer; its to-do is done with it. */
export const sendPush = command({
  name: 'strategy.send',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const before = findPush(me, id, tx)
    if (before.sentAt !== null) throw new Conflict('这条推送已经登记送达')
    const strategy = tx.select().from(strategies).where(eq(strategies.id, before.strategyId)).get()!
    if (strategy.marketing && consentOf(before.customerId, tx)?.marketing === 'refused')
      throw new Conflict('客户已拒绝接收营销信息，请不要发送')
    const [at, by] = [now(), authorOf(me.actor)]
    const todo = before.todoId === null ? undefined : tx.select().from(todos).where(eq(todos.id, before.todoId)).get()
    if (todo?.status === 'open')
      tx.update(todos)
        .set({ status: 'done', doneAt: at, doneBy: by, version: todo.version + 1 })
        .where(eq(todos.id, todo.id))
        .run()
    const after = tx.update(strategyPushes).set({ sentAt: at, sentBy: by }).where(eq(strategyPushes.id, id)).returning().get()!
    return updated(before, after, before.customerId)
  },
})

/** What a customer said about being written to (I-05): agreed, or no more of it, and where it said so. A no takes back what was not sent yet. */
export const setConsent = command({
  name: 'consent.set',
  input: z.strictObject({
    customerId: id,
    marketing: z.enum(['agreed', 'refused'], '请选择客户的意愿'),
    source: z.string('请填写来源').trim().min(1, '请填写来源').max(40, '来源最多 40 字'),
  }),
  run(tx, me, { customerId, ...word }) {
    reachCustomer(me, customerId, tx)
    const { before, after } = writeConsent(tx, customerId, { ...word, byId: authorOf(me.actor) })
    if (word.marketing === 'refused') dropOpen(tx, customerId)
    return before ? updated(before, after, customerId) : created(after, customerId)
  },
})
