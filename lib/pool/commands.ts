import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { todos } from '#db/schema/followups'
import { settings } from '#db/schema/settings'
import { poolMoves, poolWarnings } from '#db/schema/sharing'
import type { Customer } from '../customers/model.ts'
import { renewTerms } from '../customers/terms.ts'
import { command, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { authorOf, departmentOf, type Grant, idOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { letGo, told, write } from './let-go.ts'
import { MOST_AT_ONCE, type PoolRules, poolShape } from './model.ts'
import { countTaken, findOwned, listCooling, listInPool, readRules } from './queries.ts'

const id = z.coerce.number().int().positive()
const list = z.array(id)

/** Decides whether there is a pool, and by which rules customers come and go. */
export const configurePool = command({
  name: 'pool.configure',
  input: z.strictObject(poolShape),
  run(tx, _me, input) {
    const before = readRules(tx)
    const row = tx
      .insert(settings)
      .values({ key: 'pool', value: input })
      .onConflictDoUpdate({ target: settings.key, set: { value: input } })
      .returning()
      .get()
    // Who was warned under rules that were switched off is warned anew.
    if (!input.isOn) tx.delete(poolWarnings).run()
    return updated({ id: row.id, ...before }, { id: row.id, ...input })
  },
})

/** Takes customers out of the pool, all of them or none; who is second is told so. */
export const claimCustomers = command({
  name: 'pool.claim',
  input: z.strictObject({
    ids: z.preprocess((v) => [v ?? []].flat(), list.min(1, '请先勾选客户').max(MOST_AT_ONCE, `一次最多领取 ${MOST_AT_ONCE} 位`)),
  }),
  run(tx, me, input) {
    const ids = [...new Set(input.ids)]
    const rules = readRules(tx)
    requireOn(rules)
    const there = listInPool(me, ids, tx)
    if (there.length < ids.length) throw new Conflict(goneWords(ids.length, ids.length - there.length))
    refuseBeyond(tx, me, ids.length, rules)
    refuseCooling(tx, me, there, rules)
    const mine = { ownerId: idOf(me.actor), departmentId: departmentOf(me.actor) }
    const changes = there.map((before) => {
      const after = write(tx, before, mine)
      takeUpTodos(tx, before.id, idOf(me.actor))
      tx.insert(poolMoves)
        .values({ customerId: before.id, kind: 'claim', userId: idOf(me.actor), by: authorOf(me.actor), at: now() })
        .run()
      return updated(before, after, before.id)
    })
    for (const { after } of changes) renewTerms(tx, after.id)
    return changes
  },
})

/** Lets a customer go, with the reason; its former owner has to wait before taking it back. */
export const releaseCustomer = command({
  name: 'customer.release',
  input: z.strictObject({
    id,
    version: z.coerce.number().int(),
    reason: z.string().trim().min(1, '请填写放入公海的原因').max(200, '原因最多 200 字'),
  }),
  run(tx, me, { id, version, reason }) {
    const before = findOwned(me, id, tx)
    requireOn(readRules(tx))
    if (before.version !== version) throw new Conflict('这份档案在你打开之后被改过，请返回档案核对后再操作')
    const after = letGo(tx, me, before, reason)
    renewTerms(tx, id)
    const isTheirs = before.ownerId !== idOf(me.actor)
    const tells = isTheirs
      ? [told(before.ownerId!, `pool:released:${id}:${after.version}`, `客户「${before.name}」已放入公海：${reason}`, '/pool')]
      : []
    return { ...updated(before, after, id), why: reason, tells }
  },
})

const takeUpTodos = (tx: Tx, customerId: number, userId: number) =>
  tx
    .update(todos)
    .set({ assigneeId: userId })
    .where(and(eq(todos.customerId, customerId), eq(todos.status, 'open'), isNull(todos.assigneeId)))
    .run()

function requireOn({ isOn }: PoolRules) {
  if (!isOn) throw new Conflict('公海没有启用')
}

function refuseBeyond(tx: Tx, me: Grant<'pool.claim'>, wanted: number, { mostHeld, claimsPerDay }: PoolRules) {
  const { held, claimed } = countTaken(me, tx)
  if (mostHeld > 0 && held + wanted > mostHeld)
    throw new Conflict(`每人最多持有 ${mostHeld} 位客户，你已有 ${held} 位，还可以领取 ${Math.max(0, mostHeld - held)} 位`)
  if (claimsPerDay > 0 && claimed + wanted > claimsPerDay)
    throw new Conflict(`每人每天最多领取 ${claimsPerDay} 位，你今天还可以领取 ${Math.max(0, claimsPerDay - claimed)} 位`)
}

function refuseCooling(tx: Tx, me: Grant<'pool.claim'>, there: Customer[], { coolDays }: PoolRules) {
  const cooling = listCooling(
    me,
    there.map((one) => one.id),
    coolDays,
    tx,
  )
  const names = there.filter((one) => cooling.includes(one.id)).map((one) => one.number)
  if (names.length > 0)
    throw new Conflict(
      `${names.slice(0, 5).join('、')}${names.length > 5 ? ` 等 ${names.length} 位` : ''} 原来由你负责，放入公海满 ${coolDays} 天后才能领回`,
    )
}

const goneWords = (wanted: number, gone: number) =>
  wanted === 1 ? '这位客户刚被同事领取，请选择其他客户' : `其中 ${gone} 位刚被同事领取，本次一位都没有领取，请核对后重新勾选`
