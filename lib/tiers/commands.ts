import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { tiers } from '#db/schema/tiers'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { current, set, told } from './changing.ts'
import { tierDecisions, tierWords } from './model.ts'
import { listUnderWay, ruledTiers } from './queries.ts'
import { ask, wishForTiers } from './write.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()
const MOST_TIERS = 40

/** A new label, out of use until a trial of it is applied. */
export const createTier = command({
  name: 'tier.create',
  input: z.strictObject({ ...tierWords, ...tierDecisions }),
  run(tx, me, input) {
    requireFree(tx, input.name)
    if (ruledTiers(tx).length >= MOST_TIERS) throw new Conflict(`分层标签最多 ${MOST_TIERS} 个`)
    const values = { ...input, active: false, updatedBy: authorOf(me.actor), updatedAt: now() }
    return created(told(tx.insert(tiers).values(values).returning().get()))
  },
})

/** Changes the words of a label: nobody moves by it. */
export const editTier = command({
  name: 'tier.edit',
  input: z.strictObject({ id, version, ...tierWords }),
  run(tx, me, { id, version, ...words }) {
    const before = current(tx, me, id, version)
    requireFree(tx, words.name, id)
    return updated(told(before), told(set(tx, me, before, words)))
  },
})

/** Takes a label out of use; the machine takes it from everybody at once. */
export const retireTier = command({
  name: 'tier.retire',
  input: z.strictObject({ id, version }),
  run(tx, me, { id, version }) {
    const before = current(tx, me, id, version)
    if (before.rule.kind === 'rest') throw new Conflict('没有其他标签的客户归在这里，不能停用')
    if (!before.active) throw new Conflict('这个标签已经停用')
    const after = set(tx, me, before, { active: false })
    if (!listUnderWay(me, tx).some(({ kind, status }) => kind !== 'trial' && status === 'waiting')) ask(tx, me, 'asked', ruledTiers(tx))
    wishForTiers(tx)
    return updated(told(before), told(after))
  },
})

/** 立即计算 (S0-54): everybody's labels anew, in the background. */
export const runNow = command({
  name: 'tier.run',
  input: z.strictObject({}),
  run(tx, me) {
    if (listUnderWay(me, tx).some(({ kind }) => kind !== 'trial')) throw new Conflict('正在计算，请稍等')
    const { id, kind, day } = ask(tx, me, 'asked', ruledTiers(tx))
    wishForTiers(tx)
    return created({ id, kind, day })
  },
})

function requireFree(tx: Tx, name: string, id = 0) {
  const taken = tx
    .select({ id: tiers.id })
    .from(tiers)
    .where(and(eq(tiers.name, name), ne(tiers.id, id)))
    .get()
  if (taken) throw new Unfit('name', '已有同名的分层标签')
}
