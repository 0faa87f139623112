import type { Source } from '#db/client'
import { addDays } from '../kernel/time.ts'
import { type Figures, NEAR_DAYS, type Near, nearIn } from './near.ts'
import { type Forced, holds, type Ruled } from './settle.ts'
import { evaluate, workOutShared } from './sums.ts'
import type { Gap } from './words.ts'

export type Kept = { id: number; kind: 'nearIn' | 'nearOut'; figures: Figures; gap: Gap }
type Evaluated = { masks: readonly number[]; figures: Figures }

/** So many near ones of a label are shown, the nearest; all are counted. */
export const MOST_NEAR = 500

/** Remembers, while everybody is looked at, who is near to one of these labels and who has it. */
export function nearKeeper(tiers: readonly Ruled[]) {
  const found = new Map(
    tiers.map(({ id }) => [id, { count: 0, near: [] as (Near & { id: number; figures: Figures })[], having: [] as number[] }]),
  )
  return {
    look(id: number, wanted: readonly number[], forced: Forced | undefined, ruled: readonly Ruled[], told: () => Evaluated) {
      for (const tier of tiers) {
        const mine = found.get(tier.id)!
        if (forced?.has(tier.id)) continue
        const { masks, figures } = told()
        const mask = masks[ruled.indexOf(tier)]!
        if (wanted.includes(tier.id)) mine.having.push(id)
        const near = nearIn(tier.rule, mask, figures)
        if (!near) continue
        mine.count++
        mine.near.push({ ...near, id, figures })
        if (mine.near.length >= MOST_NEAR * 4) mine.near = nearestOf(mine.near)
      }
    },
    having: (tierId: number): readonly number[] => found.get(tierId)?.having ?? [],
    count: (tierId: number) => found.get(tierId)?.count ?? 0,
    comingIn: (tierId: number): Kept[] =>
      nearestOf(found.get(tierId)?.near ?? []).map(({ id, figures, gap }) => ({ id, kind: 'nearIn', figures, gap })),
  }
}

const nearestOf = <T extends Near & { id: number }>(all: T[]): T[] => all.sort((a, b) => a.far - b.far || a.id - b.id).slice(0, MOST_NEAR)

/** Which of these fall out of a label within 31 days if nothing happens, and on which day; the nearest, with the count of all. */
export function whenOut(tier: Ruled, ids: readonly number[], day: string, from: Source): { rows: Kept[]; count: number } {
  let left = outOn(tier, ids, addDays(day, NEAR_DAYS), from).map(({ id }) => id)
  const count = left.length
  const rows: Kept[] = []
  for (let days = 1; days <= NEAR_DAYS && left.length > 0 && rows.length < MOST_NEAR; days++) {
    const out = outOn(tier, left, addDays(day, days), from)
    rows.push(...out.map(({ id, figures }): Kept => ({ id, kind: 'nearOut', figures, gap: { days } })))
    const gone = new Set(out.map(({ id }) => id))
    left = left.filter((id) => !gone.has(id))
  }
  return { rows: rows.slice(0, MOST_NEAR), count }
}

function outOn(tier: Ruled, ids: readonly number[], day: string, from: Source) {
  const shared = workOutShared([tier], day, from)
  const evaluated = evaluate([tier], ids, day, shared, from)
  return ids.flatMap((id) => {
    const one = evaluated.get(id)
    return one && !holds(tier.rule, one.masks[0]!) ? [{ id, figures: one.figures }] : []
  })
}
