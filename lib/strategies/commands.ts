import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { analysisNotes } from '#db/schema/analysis'
import { strategies, strategyPushes } from '#db/schema/strategies'
import { command, created, removed, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now, today } from '../kernel/time.ts'
import { checkNamed, checkUsable, freeName } from './checks.ts'
import { suggested } from './defaults.ts'
import { draftOf } from './drafts.ts'
import { checkStrategy, type NewStrategy, type Strategy, settled, strategyShape } from './model.ts'
import { standingOf } from './period.ts'
import { findStrategy } from './queries.ts'
import { wakePushes } from './wake.ts'

const id = z.coerce.number().int().positive()
const handle = { id, version: z.coerce.number().int() }

/** A new strategy (S0-55), switched off until somebody has seen whom it reaches. */
export const createStrategy = command({
  name: 'strategy.create',
  input: z.strictObject(strategyShape).superRefine(checkStrategy),
  run(tx, me, input) {
    checkNamed(tx, input)
    return created(insert(tx, me, { ...settled(input), active: false }))
  },
})

/** The same under another name, switched off. */
export const copyStrategy = command({
  name: 'strategy.create',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const { id: _, version: __, createdAt: ___, createdBy: ____, ...from } = findStrategy(me, id, tx)
    return created(insert(tx, me, { ...from, name: freeName(tx, from.name), active: false }))
  },
})

/** 采用建议策略: a draft for each label of the start set that has none of the kind yet. */
export const takeSuggested = command({
  name: 'strategy.create',
  input: z.strictObject({}),
  run(tx, me) {
    const drafts = suggested.flatMap((one) => draftOf(tx, one) ?? [])
    if (drafts.length === 0) throw new Conflict('建议的策略都已经有了，可以直接启用或修改')
    return drafts.map((draft) => created(insert(tx, me, draft)))
  },
})

/** Changes a strategy; one that is switched on goes by it from now on. */
export const editStrategy = command({
  name: 'strategy.edit',
  input: z.strictObject({ ...handle, ...strategyShape }).superRefine(checkStrategy),
  run(tx, me, { id, version, ...input }) {
    const before = findCurrent(tx, me, { id, version })
    checkNamed(tx, input, id)
    const after = write(tx, before, settled(input))
    if (after.active) wakePushes(tx)
    return updated(before, after)
  },
})

/** Switches a strategy on; the machine pushes at once, and by its rhythm from then on. */
export const activateStrategy = command({
  name: 'strategy.activate',
  input: z.strictObject(handle),
  run(tx, me, input) {
    const before = findCurrent(tx, me, input)
    if (before.active) throw new Conflict('这条策略已经启用')
    if (standingOf({ ...before, active: true }, today()) === 'over') throw new Conflict('截止日期已过，请先修改日期再启用')
    checkUsable(tx, before)
    const after = write(tx, before, { active: true })
    wakePushes(tx)
    return updated(before, after)
  },
})

/** Switches it off; what was pushed stays with those who have it. */
export const pauseStrategy = command({
  name: 'strategy.pause',
  input: z.strictObject(handle),
  run(tx, me, input) {
    const before = findCurrent(tx, me, input)
    if (!before.active) throw new Conflict('这条策略没有启用')
    return updated(before, write(tx, before, { active: false }))
  },
})

/** Takes a strategy away that never reached anybody. */
export const removeStrategy = command({
  name: 'strategy.remove',
  input: z.strictObject(handle),
  run(tx, me, input) {
    const before = findCurrent(tx, me, input)
    const used = tx.select({ id: strategyPushes.id }).from(strategyPushes).where(eq(strategyPushes.strategyId, before.id)).limit(1).get()
    if (before.active || used) throw new Conflict('这条策略启用过，推送记录要保留，可以暂停')
    tx.update(analysisNotes).set({ strategyId: null }).where(eq(analysisNotes.strategyId, before.id)).run()
    tx.delete(strategies).where(eq(strategies.id, before.id)).run()
    return removed(before)
  },
})

/** After labels have moved: has the machine push to who came in. */
export const wakeStrategies = command({
  name: 'strategy.wake',
  input: z.strictObject({}),
  run(tx) {
    if (tx.select({ id: strategies.id }).from(strategies).where(eq(strategies.active, true)).limit(1).get()) wakePushes(tx)
    return []
  },
})

const insert = (tx: Tx, me: Grant, values: NewStrategy): Strategy =>
  tx
    .insert(strategies)
    .values({ ...values, createdBy: authorOf(me.actor), createdAt: now() })
    .returning()
    .get()

const write = (tx: Tx, before: Strategy, values: Partial<Strategy>): Strategy =>
  tx
    .update(strategies)
    .set({ ...values, version: before.version + 1 })
    .where(eq(strategies.id, before.id))
    .returning()
    .get()!

function findCurrent(
  tx: Tx,
  me: Grant<'strategy.edit' | 'strategy.activate' | 'strategy.pause' | 'strategy.remove'>,
  asked: { id: number; version: number },
) {
  const before = findStrategy(me, asked.id, tx)
  if (before.version !== asked.version) throw new Conflict('这条策略在你打开之后被改过，本次未保存。请核对后再试。')
  return before
}
