import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { duplicatePairs, merges } from '#db/schema/duplicates'
import type { Customer } from '../customers/model.ts'
import { findCustomer } from '../customers/queries.ts'
import { command, created, removed, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { mergeFields } from './choice.ts'
import { fuse, part } from './merge.ts'
import { type Merge, UNDO_DAYS, UNDO_MS } from './model.ts'
import { countHanging, findPair } from './queries.ts'
import { findMerge } from './queries-merges.ts'

const id = z.coerce.number().int().positive()
const version = z.coerce.number().int()

/** Puts on record that somebody was shown customers of others (N-03): whom, by which sign; never what was typed of a number. */
export const noteCheck = command({
  name: 'duplicate.check',
  input: z.strictObject({ customerId: id, words: z.string().min(1).max(1000) }),
  run(_tx, _me, { customerId, words }) {
    const row = { id: customerId }
    return { ...updated(row, row, customerId), why: words }
  },
})

/** They are two: never suggested again (W-15). */
export const dismissPair = command({
  name: 'duplicate.dismiss',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const { lowId } = findPair(me, id, tx)
    const before = tx.select().from(duplicatePairs).where(eq(duplicatePairs.id, id)).get()!
    const set = { dismissedAt: now(), dismissedBy: authorOf(me.actor) }
    return updated(before, tx.update(duplicatePairs).set(set).where(eq(duplicatePairs.id, id)).returning().get()!, lowId)
  },
})

/** Makes two archives one, in one transaction: everything moves to the winner, the loser's name and number are found there, thirty days to undo (W-15). */
export const mergeCustomers = command({
  name: 'customer.merge',
  input: z.strictObject({
    winnerId: id,
    loserId: id,
    winnerVersion: version,
    loserVersion: version,
    fromLoser: z.array(z.enum(mergeFields)).default([]),
  }),
  run(tx, me, { winnerId, loserId, winnerVersion, loserVersion, fromLoser }) {
    if (winnerId === loserId) throw new Unfit('winner', '请选择两位不同的客户')
    const winner = current(tx, me, winnerId, winnerVersion)
    const loser = current(tx, me, loserId, loserVersion)
    const counts = wordsFor(countHanging(loserId, tx))
    const { after, undo } = fuse(tx, winner, loser, new Set(fromLoser), authorOf(me.actor))
    const row = { winnerId, loserId, loserNumber: loser.number, loserName: loser.name, undo, mergedBy: authorOf(me.actor), mergedAt: now() }
    tx.insert(merges).values(row).run()
    return [
      { ...updated(winner, after, winnerId), why: `并入 ${loser.number}：${counts}` },
      { ...removed(loser, loserId), why: `已合并到 ${winner.number}` },
    ]
  },
})

/** Both as they were before the merge; what was written since stays with the winner. */
export const unmergeCustomers = command({
  name: 'customer.unmerge',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const merge = findMerge(me, id, tx)
    const undo = openUndo(merge)
    const winner = findCustomer(me, merge.winnerId, tx)
    tx.update(merges)
      .set({ undo: null, undoneAt: now(), undoneBy: authorOf(me.actor) })
      .where(eq(merges.id, id))
      .run()
    const { after, loser } = part(tx, winner, merge.loserId, undo)
    return [
      { ...updated(winner, after, winner.id), why: `撤销合并 ${merge.loserNumber}` },
      { ...created(loser, loser.id), why: `撤销合并，从 ${winner.number} 分出` },
    ]
  },
})

function openUndo({ undo, undoneAt, mergedAt }: Merge) {
  if (undoneAt !== null) throw new Conflict('这次合并已经撤销过了')
  if (!undo || mergedAt <= now() - UNDO_MS) throw new Conflict(`合并已超过 ${UNDO_DAYS} 天，不能撤销`)
  return undo
}

function current(tx: Tx, me: Grant<'customer.merge'>, id: number, version: number): Customer {
  const customer = findCustomer(me, id, tx)
  if (customer.version !== version) throw new Conflict('其中一份档案在你打开之后被改过，本次未合并。请刷新后重新核对。')
  return customer
}

const units: [string, string][] = [
  ['follow_ups', '跟进'],
  ['todos', '待办'],
  ['purchases', '采购'],
  ['contacts', '联系人'],
  ['files', '附件'],
]
/** 跟进 3、待办 1 … */
const wordsFor = (counts: Record<string, number>) =>
  units.flatMap(([table, word]) => (counts[table] ? [`${word} ${counts[table]}`] : [])).join('、') || '没有往来记录'
