import { and, eq, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { tierOverrides, tierRuns } from '#db/schema/tiers'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import { isDay, now } from '../kernel/time.ts'
import type { Counts } from './model.ts'
import { findRun, lastRun, listUnderWay, ruledTiers } from './queries.ts'
import { applyMoves, ask, storeTrial, writeMoves } from './write.ts'

const id = z.number().int().positive()
const rows = z.string().min(2)

/** The night's run for a day; one that was begun for it and not finished is taken up instead. */
export const openTierRun = command({
  name: 'tier.begin',
  input: z.strictObject({ day: z.string().refine(isDay) }),
  run(tx, me, { day }) {
    const open = listUnderWay(me, tx).find((run) => run.kind === 'nightly' && run.day === day)
    if (open) return []
    const { id, kind } = ask(tx, me, 'nightly', ruledTiers(tx), undefined, day)
    return created({ id, kind, day })
  },
})

/** Takes up a run: with the rules of this moment, but for a trial, which brings its own. What was decided by hand until before its day ends. */
export const beginTierRun = command({
  name: 'tier.begin',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const { status, kind, day } = open(tx, me, id)
    if (kind === 'trial' && status !== 'waiting') throw new Conflict('试算中断了，请重新试算')
    if (kind === 'applied') return []
    const rules = kind === 'trial' ? {} : { rules: JSON.stringify(ruledTiers(tx)) }
    set(tx, id, { ...rules, status: 'working', customers: 0, baseId: lastRun(me, tx)?.id ?? null })
    if (kind !== 'trial')
      tx.update(tierOverrides)
        .set({ endedAt: now() })
        .where(and(isNull(tierOverrides.endedAt), lt(tierOverrides.until, day)))
        .run()
    return []
  },
})

/** Writes a portion of a run, or stores one of a trial. The moves are the record of it: no audit row for each. */
export const writeTierRun = command({
  name: 'tier.write',
  input: z.strictObject({ id, customers: z.number().int(), ins: rows, outs: rows, kept: rows, near: rows }),
  run(tx, me, { id, customers, ...portion }) {
    const { kind, day } = open(tx, me, id)
    if (kind === 'trial') storeTrial(tx, id, portion)
    else writeMoves(tx, { runId: id, day }, portion)
    set(tx, id, kind === 'trial' ? { customers } : { customers, status: 'writing' })
    return []
  },
})

/** Makes the next moves of an applied trial true; an empty answer when all are. */
export const applyTierMoves = command({
  name: 'tier.write',
  input: z.strictObject({ id, after: z.number().int(), most: z.number().int().positive() }),
  run(tx, me, { id, after, most }) {
    const run = open(tx, me, id)
    if (run.kind !== 'applied') throw new Conflict('这次试算没有应用')
    const last = applyMoves(tx, { runId: id, day: run.day }, after, most)
    return last === undefined ? [] : created({ id: last })
  },
})

const result = z.strictObject({ customers: z.number().int(), counts: z.string().min(2) })

/** Closes a run that is whole: its labels hold from now on; a trial is ready to be looked at. */
export const finishTierRun = command({
  name: 'tier.finish',
  input: z.strictObject({ id, result: result.optional() }),
  run(tx, me, { id, result }) {
    const before = open(tx, me, id)
    const counts = result && JSON.stringify({ ...(JSON.parse(result.counts) as Counts), changed: before.counts.changed })
    const isTrial = before.kind === 'trial'
    set(tx, id, { status: isTrial ? 'ready' : 'done', finishedAt: now(), note: '', ...(result && { customers: result.customers, counts }) })
    return updated({ id, status: before.status }, { id, status: isTrial ? 'ready' : 'done' })
  },
})

/** Says why a run did not come to its end; the labels stay as they are. */
export const failTierRun = command({
  name: 'tier.fail',
  input: z.strictObject({ id, note: z.string().max(300) }),
  run(tx, me, { id, note }) {
    const { status } = open(tx, me, id)
    set(tx, id, { status: 'failed', note, finishedAt: now() })
    return updated({ id, status, note: '' }, { id, status: 'failed', note })
  },
})

function open(tx: Tx, me: Grant<'tier.begin' | 'tier.write' | 'tier.finish' | 'tier.fail'>, id: number) {
  const run = findRun(me, id, tx)
  if (!['waiting', 'working', 'writing'].includes(run.status)) throw new Conflict('这次计算已经结束')
  return run
}

const set = (tx: Tx, id: number, values: Partial<typeof tierRuns.$inferInsert>) =>
  void tx.update(tierRuns).set(values).where(eq(tierRuns.id, id)).run()
