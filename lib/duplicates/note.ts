import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { duplicatePairs, merges, pairReasons } from '#db/schema/duplicates'
import { comparableName } from '../formats/text.ts'
import { command } from '../kernel/command.ts'
import { UNDO_MS } from './model.ts'

const id = z.coerce.number().int().positive()
const noted = z.strictObject({ lowId: id, highId: id, reason: z.enum(pairReasons), score: z.number().int().min(1).max(100) })

/** Writes down pairs that the night has found; one that a person has dismissed stays dismissed. */
export const notePairs = command({
  name: 'duplicate.note',
  input: z.strictObject({ pairs: z.array(noted).max(500), at: z.number() }),
  run(tx, _me, { pairs, at }) {
    for (const pair of pairs) notePair(tx, pair, at)
    return []
  },
})

/** Takes away pairs that the night no longer finds, and what an undo would need once its thirty days are over. */
export const tidyPairs = command({
  name: 'duplicate.note',
  input: z.strictObject({ at: z.number(), pairs: z.array(id).max(500), merges: z.array(id).max(500) }),
  run(tx, _me, input) {
    const { pairs, at } = input
    tx.delete(duplicatePairs)
      .where(and(inArray(duplicatePairs.id, pairs), isNull(duplicatePairs.dismissedAt), lt(duplicatePairs.seenAt, at)))
      .run()
    tx.update(merges)
      .set({ undo: null })
      .where(and(inArray(merges.id, input.merges), lt(merges.mergedAt, at - UNDO_MS)))
      .run()
    return []
  },
})

/** Fills in the core of names that came in before there was one. */
export const fillCores = command({
  name: 'duplicate.note',
  input: z.strictObject({ ids: z.array(id).max(500) }),
  run(tx, _me, { ids }) {
    const rows = tx
      .select({ id: customers.id, name: customers.name, type: customers.type })
      .from(customers)
      .where(and(inArray(customers.id, ids), isNull(customers.nameCore)))
      .all()
    for (const { id, name, type } of rows)
      tx.update(customers)
        .set({ nameCore: type === 'company' ? comparableName(name) : '' })
        .where(eq(customers.id, id))
        .run()
    return []
  },
})

// Within one night signs add up, the strongest first; another night begins anew.
function notePair(tx: Tx, pair: z.output<typeof noted>, at: number) {
  const { seenAt, reason, score } = duplicatePairs
  const isSame = sql`${seenAt} = ${at}`
  tx.insert(duplicatePairs)
    .values({ ...pair, foundAt: at, seenAt: at })
    .onConflictDoUpdate({
      target: [duplicatePairs.lowId, duplicatePairs.highId],
      set: {
        reason: sql`case when ${isSame} then ${reason} else ${pair.reason} end`,
        score: sql`case when ${isSame} then min(100, ${score} + ${pair.score}) else ${pair.score} end`,
        seenAt: at,
      },
    })
    .run()
}
