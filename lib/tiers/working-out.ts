import type { Source } from '#db/client'
import { type Changes, compare, type Evidence, type Frame, figuresFor, inOrder } from './comparing.ts'
import { questionsOf } from './compile.ts'
import { type Counts, noCounts, type RunTier } from './model.ts'
import { type Kept, nearKeeper, whenOut } from './nearest.ts'
import { gatherFacts, type Held, lastCustomer, listForced, listHeld, type Range, sharedOf, walk } from './sums.ts'

/** What the thread is to work out: all labels as of a day, or in a trial who would come and go with these rules, for the `changed` ones with who is near. */
export type Order = { runId: number; day: string; tiers: RunTier[]; changed?: number[] }
export type NearMove = [customerId: number, tierId: number, kind: Kept['kind'], evidence: Evidence, gap: Kept['gap']]
/** A part of what is to be written, and how many customers it has come to. */
export type Portion = Changes & { customers: number; near: NearMove[] }
export type Result = { customers: number; counts: Counts }

const RANGE = 4000
const PORTION = 500
const TOLD = RANGE * 5

/** Compares what everybody should have with what they have, in portions; nobody is looked at twice, so that each may be written at once. */
export function* workOut(order: Order, from: Source): Generator<Portion, Result> {
  const { changed, day } = order
  const frame = frameOf(order, from)
  gatherFacts(frame.questions, from)
  for (const range of ranges(lastCustomer(from))) yield* differencesIn(frame, range, from)
  for (const id of changed ?? []) yield* nearOnes(frame, id, day, from)
  const counts = { tiers: Object.fromEntries(frame.counts), none: frame.none, shared: sharedOf(frame.questions, from) }
  return { customers: frame.customers, counts }
}

function frameOf({ tiers, changed, day }: Order, from: Source): Frame {
  const ruled = inOrder(tiers)
  return {
    ruled,
    questions: questionsOf(ruled, day),
    forced: listForced(day, from),
    affected: changed && affectedBy(tiers, changed),
    near: changed && nearKeeper(ruled.filter(({ id }) => changed.includes(id))),
    counts: new Map(tiers.map(({ id }) => [id, { ...noCounts }])),
    customers: 0,
    none: 0,
  }
}

/** Labels whose customers a change may move: the changed ones, and those that share a word with one of them. */
function affectedBy(tiers: readonly RunTier[], changed: readonly number[]): Set<number> {
  const words = new Set(tiers.filter(({ id }) => changed.includes(id)).map(({ exclusive }) => exclusive))
  return new Set(
    tiers.filter(({ id, exclusive }) => changed.includes(id) || (exclusive !== '' && words.has(exclusive))).map(({ id }) => id),
  )
}

function* ranges(last: number): Generator<Range> {
  for (let after = 0; after < last; after += RANGE) yield { after, to: Math.min(after + RANGE, last) }
}

function* differencesIn(frame: Frame, range: Range, from: Source): Generator<Portion> {
  let portion = empty()
  for (const [row, held] of besideEachOther(walk(frame.questions, range, from), listHeld(range, from))) {
    compare(frame, row, held, portion)
    if (sizeOf(portion) < PORTION) continue
    yield { ...portion, customers: frame.customers }
    portion = empty()
  }
  // Where nothing moves it is said now and then how far the work is.
  if (sizeOf(portion) > 0 || range.to % TOLD === 0) yield { ...portion, customers: frame.customers }
}

const sizeOf = ({ ins, outs, kept }: Changes) => ins.length + outs.length + kept.length

const empty = (): Portion => ({ customers: 0, ins: [], outs: [], kept: [], near: [] })

/** Each customer with the labels they have, both in the order of ids; who has labels and no row comes alone. */
function* besideEachOther<R extends readonly unknown[]>(rows: readonly R[], held: readonly Held[]): Generator<[R | undefined, Held[]]> {
  let at = 0
  const take = (id: number) => {
    const begin = at
    while (at < held.length && held[at]![0] === id) at++
    return held.slice(begin, at)
  }
  for (const row of rows) {
    const id = row[0] as number
    while (at < held.length && held[at]![0] < id) yield [undefined, take(held[at]![0])]
    yield [row, take(id)]
  }
  while (at < held.length) yield [undefined, take(held[at]![0])]
}

function* nearOnes({ ruled, near, counts, customers }: Frame, tierId: number, day: string, from: Source): Generator<Portion> {
  const tier = ruled.find(({ id }) => id === tierId)
  if (!tier || !near) return
  const out = whenOut(tier, near.having(tierId), day, from)
  const rows = [...near.comingIn(tierId), ...out.rows]
  Object.assign(counts.get(tierId)!, { nearIn: near.count(tierId), nearOut: out.count })
  for (let at = 0; at < rows.length; at += PORTION) {
    const moves = rows
      .slice(at, at + PORTION)
      .map(({ id, kind, figures, gap }): NearMove => [id, tierId, kind, figuresFor(tier, figures), gap])
    yield { ...empty(), customers, near: moves }
  }
}
