import type { Questions } from './compile.ts'
import { figureKey } from './compile.ts'
import type { RunTier, TierCounts } from './model.ts'
import type { Figures } from './near.ts'
import type { nearKeeper } from './nearest.ts'
import { conditionsOf, type Forced, holds, pointsOf, type Ruled, settle } from './settle.ts'
import { type Evaluation, evaluationOf, type Found, type Held } from './sums.ts'

export type Evidence = Record<string, number | string | null>
export type Move = [customerId: number, tierId: number, evidence: Evidence, byHand: 0 | 1]
/** What one customer's labels need: `kept` ones stay, with other figures or another hand. */
export type Changes = { ins: Move[]; outs: Move[]; kept: Move[] }
/** What a comparison knows of everybody: the labels in use in order of priority, and which of all may move. */
export type Frame = {
  ruled: readonly Ruled[]
  questions: Questions
  forced: ReadonlyMap<number, Forced>
  affected: ReadonlySet<number> | undefined
  near: ReturnType<typeof nearKeeper> | undefined
  counts: Map<number, TierCounts>
  customers: number
  none: number
}

/** Puts what a customer should have beside what they have; without a row they get no labels: deleted, merged or archived meanwhile. */
export function compare(frame: Frame, row: Found | undefined, held: readonly Held[], into: Changes) {
  const { ruled, questions, affected } = frame
  const id = row ? (row[0] as number) : held[0]![0]
  const byHand = frame.forced.get(id)
  const wanted = row ? settle(ruled, (at) => holds(ruled[at]!.rule, row[1 + at] as number), byHand) : []
  let evaluation: Evaluation | undefined
  const told = () => (evaluation ??= row ? evaluationOf(row, questions) : { masks: [], figures: {} })
  const move = (tierId: number): Move => [id, tierId, evidenceOf(ruled, tierId, told()), byHand?.get(tierId) ? 1 : 0]
  for (const tierId of wanted) {
    const now = held.find((one) => one[1] === tierId)
    const count = frame.counts.get(tierId)!
    count.have++
    if (now && !affected && isOtherwise(ruled, tierId, row!, now, byHand)) into.kept.push(move(tierId))
    if (now || (affected && !affected.has(tierId))) continue
    count.in++
    into.ins.push(move(tierId))
  }
  for (const [, tierId] of held) {
    if (wanted.includes(tierId) || (affected && !affected.has(tierId))) continue
    const count = frame.counts.get(tierId)
    if (count) count.out++
    into.outs.push(move(tierId))
  }
  if (!row) return
  frame.customers++
  if (wanted.length === 0) frame.none++
  frame.near?.look(id, wanted, byHand, ruled, told)
}

// The reasons behind points come and go while the label stays; other figures are told as of the day that gave the label.
function isOtherwise(ruled: readonly Ruled[], tierId: number, row: Found, [, , points, isByHand]: Held, byHand: Forced | undefined) {
  const at = ruled.findIndex(({ id }) => id === tierId)
  const rule = ruled[at]!.rule
  return (isByHand === 1) !== (byHand?.get(tierId) === true) || (rule.kind === 'points' && pointsOf(rule, row[1 + at] as number) !== points)
}

/** The figures behind a label, with the points where it goes by them. */
export function evidenceOf(ruled: readonly Ruled[], tierId: number, { masks, figures }: { masks: readonly number[]; figures: Figures }) {
  const at = ruled.findIndex(({ id }) => id === tierId)
  const tier = ruled[at]
  if (!tier || masks.length === 0) return {}
  const figuresOf = figuresFor(tier, figures)
  return tier.rule.kind === 'points' ? { ...figuresOf, points: pointsOf(tier.rule, masks[at]!) } : figuresOf
}

/** Of all figures those that a rule names. */
export const figuresFor = ({ rule }: Pick<Ruled, 'rule'>, figures: Figures): Evidence =>
  Object.fromEntries(conditionsOf(rule).map((condition) => [figureKey(condition), figures[figureKey(condition)] ?? null]))

/** Labels in use that a rule gives, in the order in which they are asked. */
export const inOrder = <T extends Ruled & Pick<RunTier, 'active'>>(tiers: readonly T[]): T[] =>
  tiers.filter(({ active, rule }) => active && rule.kind !== 'rest').sort((a, b) => a.priority - b.priority || a.id - b.id)
