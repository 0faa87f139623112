import { type PairReason, pairScores } from './model.ts'

export type Noted = { lowId: number; highId: number; reason: PairReason; score: number }
type Keyed = { key: string; customerId: number }

/** Of a group no more than so many are compared, and no more than so many pairs come of it: a switchboard's number is no sign. */
const MOST_OF_GROUP = 20
const MOST_PAIRS = 30

/** Customers that share a key, from rows in the key's order, read portion by portion; what may go on in the next portion is kept back. */
export function grouper() {
  let open: Keyed[] = []
  return {
    add(rows: Keyed[], isLast: boolean): Map<string, number[]> {
      const groups = Map.groupBy([...open, ...rows], ({ key }) => key)
      const last = isLast ? undefined : rows.at(-1)?.key
      open = last === undefined ? [] : (groups.get(last) ?? []).slice(0, MOST_OF_GROUP * 5)
      if (last !== undefined) groups.delete(last)
      return new Map([...groups].map(([key, members]) => [key, [...new Set(members.map(({ customerId }) => customerId))]]))
    },
  }
}

/** The pairs of a group that a sign speaks for, the lower id first. */
export function pairsOf(ids: number[], reason: PairReason, fits: (a: number, b: number) => boolean = () => true): Noted[] {
  const members = ids.toSorted((a, b) => a - b).slice(0, MOST_OF_GROUP)
  const pairs = members.flatMap((lowId, at) => members.slice(at + 1).map((highId) => ({ lowId, highId })))
  return pairs
    .filter(({ lowId, highId }) => fits(lowId, highId))
    .slice(0, MOST_PAIRS)
    .map((pair) => ({ ...pair, reason, score: pairScores[reason] }))
}
