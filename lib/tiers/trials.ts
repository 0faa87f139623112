import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { tierRuns, tiers } from '#db/schema/tiers'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { current, set, told } from './changing.ts'
import { type RunTier, ruleSchema, tierDecisions } from './model.ts'
import { findRun, lastRun, listUnderWay, ruledTiers } from './queries.ts'
import { isDecidedSince } from './queries-held.ts'
import { ask, wishForTiers } from './write.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const CHANGED = '数据已变，请重新试算'

const change = z.strictObject({
  id,
  version,
  rule: ruleSchema().optional(),
  priority: tierDecisions.priority.optional(),
  exclusive: tierDecisions.exclusive.removeDefault().optional(),
  active: z.boolean().optional(),
})

/** 试算 (N-09): works out in the background who would come and go, and who is near, with these rules. Nothing changes before it is applied. */
export const tryRules = command({
  name: 'tier.edit',
  input: z.strictObject({ changes: z.array(change).min(1, '请选择要试算的标签').max(20, '一次最多试算 20 个标签') }),
  run(tx, me, { changes }) {
    const byId = new Map(changes.map((one) => [one.id, one]))
    if (byId.size < changes.length) throw new Conflict('同一个标签出现了两次')
    for (const { id, version, rule } of changes) {
      const before = current(tx, me, id, version)
      if (before.rule.kind === 'rest' && rule) throw new Conflict('没有其他标签的客户归在这里，规则不能修改')
    }
    const waiting = listUnderWay(me, tx).some(({ kind, status }) => kind === 'trial' && status !== 'writing')
    if (waiting) throw new Conflict('另一次试算正在进行，请稍等')
    const rules = ruledTiers(tx).map((tier) => {
      const { id: _, ...values } = byId.get(tier.id) ?? {}
      return { ...tier, ...defined(values) }
    })
    const run = ask(tx, me, 'trial', rules, [...byId.keys()])
    wishForTiers(tx)
    return created({ id: run.id, status: run.status })
  },
})

/** Makes a trial true: sets its rules and writes exactly the moves that it showed. Refused where labels or rules have changed since. */
export const applyTrial = command({
  name: 'tier.edit',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const run = readyTrial(tx, me, id)
    const base = lastRun(me, tx)
    if ((base?.id ?? null) !== run.baseId || isDecidedSince(me, run.finishedAt!, tx)) throw new Conflict(CHANGED)
    const underWay = listUnderWay(me, tx).some(({ kind, status }) => kind !== 'trial' && status !== 'waiting')
    if (underWay) throw new Conflict('正在计算分层，请等这次完成后重新试算')
    if (run.rules.some((tier) => isOther(tier, tx))) throw new Conflict(CHANGED)
    const changed = run.rules.filter(({ id }) => run.counts.changed?.includes(id))
    const outcomes = changed.map(({ id, version, rule, priority, exclusive, active }) => {
      const before = current(tx, me, id, version)
      return updated(told(before), told(set(tx, me, before, { rule, priority, exclusive, active })))
    })
    const after = tx
      .update(tierRuns)
      .set({ kind: 'applied', status: 'writing', askedBy: authorOf(me.actor) })
      .where(eq(tierRuns.id, id))
      .returning()
      .get()!
    wishForTiers(tx)
    return [updated({ id, status: run.status }, { id, status: after.status }), ...outcomes]
  },
})

/** Leaves a trial: nothing of it becomes true. */
export const dropTrial = command({
  name: 'tier.edit',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const { status } = readyTrial(tx, me, id)
    tx.update(tierRuns).set({ status: 'dropped' }).where(eq(tierRuns.id, id)).run()
    return updated({ id, status }, { id, status: 'dropped' as const })
  },
})

function readyTrial(tx: Tx, me: Grant<'tier.edit'>, id: number) {
  const run = findRun(me, id, tx)
  if (run.kind !== 'trial' || run.status !== 'ready') throw new Conflict('这次试算已经处理过了')
  return run
}

// Somebody has changed this label since it was tried.
const isOther = ({ id, version }: RunTier, tx: Tx) =>
  tx.select({ version: tiers.version }).from(tiers).where(eq(tiers.id, id)).get()?.version !== version

const defined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>
