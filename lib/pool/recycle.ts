import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import { customers } from '#db/schema/customers'
import { poolWarnings } from '#db/schema/sharing'
import { renewTerms } from '../customers/terms.ts'
import { command, updated } from '../kernel/command.ts'
import { dayOf } from '../kernel/time.ts'
import { letGo, told } from './let-go.ts'
import { MOST_AT_ONCE } from './model.ts'
import { readRules } from './queries.ts'
import { judge } from './queries-night.ts'

const id = z.coerce.number().int().positive()
const portion = { ownerId: id, ids: z.array(id).max(MOST_AT_ONCE), total: id, at: z.number() }

/** Tells an owner that customers of theirs will go to the pool, and keeps that they were told: no customer is recycled without. */
export const warnOwner = command({
  name: 'pool.warn',
  input: z.strictObject(portion),
  run(tx, me, { ownerId, ids, total, at }) {
    const rules = readRules(tx)
    const due = rules.isOn ? judge(me, ids, rules, dayOf(at), tx).filter((one) => one.does === 'warn' && one.ownerId === ownerId) : []
    if (due.length === 0) return []
    const word = `${total} 位客户长时间没有联系，${rules.warnDays} 天后将回收到公海`
    const tells = [told(ownerId, `pool:warned:${dayOf(at)}`, word, '/pool?show=warned')]
    return due.map(({ id, silentSince, actsOn }, n) => {
      const warning = { id, ownerId, silentSince, actsOn, warnedAt: at }
      tx.insert(poolWarnings).values(warning).onConflictDoUpdate({ target: poolWarnings.id, set: warning }).run()
      return { after: warning, about: id, ...(n === 0 && { tells }) }
    })
  },
})

/** Puts customers into the pool whose owner was warned and whose day has come; forgets warnings that no longer hold. */
export const recycleCustomers = command({
  name: 'pool.recycle',
  input: z.strictObject(portion),
  run(tx, me, { ownerId, ids, total, at }) {
    const rules = readRules(tx)
    const all = rules.isOn ? judge(me, ids, rules, dayOf(at), tx) : []
    const lifted = all.filter(({ does }) => does === 'keep' || does === 'warn').map((one) => one.id)
    tx.delete(poolWarnings).where(inArray(poolWarnings.id, lifted)).run()
    const due = all.filter((one) => one.does === 'recycle' && one.ownerId === ownerId).map((one) => one.id)
    const tells = [told(ownerId, `pool:recycled:${dayOf(at)}`, `${total} 位客户长时间没有联系，已回收到公海`, '/pool')]
    const changes = tx
      .select()
      .from(customers)
      .where(inArray(customers.id, due))
      .all()
      .map((before, n) => ({ ...updated(before, letGo(tx, me, before, '长时间没有联系'), before.id), ...(n === 0 && { tells }) }))
    for (const { after } of changes) renewTerms(tx, after.id)
    return changes
  },
})
