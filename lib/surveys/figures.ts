import { isLow } from './answers.ts'
import type { AnswerSource } from './labels.ts'
import type { Question } from './model.ts'
import { type Tally, tallyOf } from './tally.ts'

/** What a figure needs to know of a customer's answers: its marks by question. */
export type Fact = {
  id: number
  customerId: number
  day: string
  tiers: string[]
  source: AnswerSource
  lowest: number | null
  values: ReadonlyMap<number, number>
}
/** Which answers stand behind a figure: all that hold. `min` and `max` are of the question or the dimension named. */
export type Slice = {
  question?: number
  dimension?: string
  min?: number
  max?: number
  tier?: string
  month?: string
  source?: AnswerSource
  low?: boolean
}

/** The label of those that had none when they answered. */
export const NO_TIER = '未分层'

/** Whether an answer is among those that a figure counts. */
export function isIn(fact: Fact, questions: readonly Question[], slice: Slice): boolean {
  const { tier, month, source, low } = slice
  if (tier !== undefined && !tiersOf(fact).includes(tier)) return false
  if (month !== undefined && !fact.day.startsWith(month)) return false
  if (source !== undefined && fact.source !== source) return false
  if (low && !isLow(fact)) return false
  if (slice.question === undefined && slice.dimension === undefined) return true
  return marked(fact, asked(questions, slice)).some((value) => value >= (slice.min ?? 0) && value <= (slice.max ?? 99))
}

export const tiersOf = ({ tiers }: Pick<Fact, 'tiers'>) => (tiers.length > 0 ? tiers : [NO_TIER])

/** The dimensions a questionnaire rates from 1 to 5, in the order of its questions. */
export const dimensionsOf = (questions: readonly Question[]) => [
  ...new Set(questions.flatMap(({ kind, dimension }) => (kind === 'scale' ? [dimension] : []))),
]

const asked = (questions: readonly Question[], { question, dimension }: Slice) =>
  questions.filter(({ id, kind, dimension: own }) => (question === undefined ? kind === 'scale' && own === dimension : id === question))

const marked = ({ values }: Fact, questions: readonly Question[]) => questions.flatMap(({ id }) => values.get(id) ?? [])

/** One line of marks: how many answered, the mean mark of each dimension, and of all of them. */
export type Line = { label: string; count: number; low: number; means: (number | null)[]; mean: number | null; nps: number | null }
export type Spread = { question: Question; count: number; mean: number | null; counts: number[] }
export type Figures = {
  whole: Line
  dimensions: { dimension: string; count: number; low: number; mean: number | null }[]
  spreads: Spread[]
  promoters: { question: Question; promoters: number; passives: number; detractors: number; nps: number | null }[]
  tiers: Line[]
  months: Line[]
}

const AT_ONCE = 500

/** All figures of some answers (S1-57, S1-58); `months` are those of the trend. Yields between portions of work. */
export function* figuresOf(facts: readonly Fact[], questions: readonly Question[], months: readonly string[]): Generator<void, Figures> {
  const dimensions = dimensionsOf(questions)
  const whole = tallyOf(questions, dimensions)
  const [tiers, inMonths]: [Map<string, Tally>, Map<string, Tally>] = [new Map(), new Map()]
  const among = (tallies: Map<string, Tally>, key: string) => tallies.get(key) ?? put(tallies, key, tallyOf(questions, dimensions))
  for (const [at, fact] of facts.entries()) {
    if (at % AT_ONCE === 0) yield
    whole.add(fact)
    for (const tier of tiersOf(fact)) among(tiers, tier).add(fact)
    among(inMonths, fact.day.slice(0, 7)).add(fact)
  }
  return {
    whole: whole.line('合计'),
    dimensions: whole.dimensions(),
    spreads: whole.spreads(),
    promoters: whole.promoters(),
    tiers: [...tiers].map(([tier, tally]) => tally.line(tier)).sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'zh')),
    months: months.map((month) => among(inMonths, month).line(month)),
  }
}

function put(tallies: Map<string, Tally>, key: string, tally: Tally) {
  tallies.set(key, tally)
  return tally
}
