import { ticketCauses, ticketSolutions } from '#db/schema/tickets'
import { DAY, dayOf, instantOf } from '../kernel/time.ts'
import type { Ticket } from './model.ts'

/** What a figure needs to know of a ticket; void ones are none. */
export type Fact = Pick<
  Ticket,
  | 'id'
  | 'typeId'
  | 'departmentId'
  | 'handlerId'
  | 'urgency'
  | 'cause'
  | 'solution'
  | 'createdAt'
  | 'receivedAt'
  | 'respondedAt'
  | 'closedAt'
  | 'handlingMinutes'
  | 'score'
  | 'repeatOfId'
>
/** From a moment until before another, as seen at a third. */
export type Span = { from: number; until: number; at: number }

const urgencies = ['high', 'middle', 'low'] as const
const within = (at: number | null, { from, until }: Span) => at !== null && at >= from && at < until

/** Answered within 24 hours of receipt, later, or neither as long as the 24 hours run (S0-43, W-32). */
export function answerOf({ receivedAt, respondedAt }: Fact, at: number): 'within' | 'late' | undefined {
  if (receivedAt === null) return undefined
  if (respondedAt !== null) return respondedAt - receivedAt <= DAY ? 'within' : 'late'
  return at - receivedAt > DAY ? 'late' : undefined
}

/** What is counted, in the order of the digits of the codes. */
export const measures = {
  taken: (f, span) => within(f.createdAt, span),
  within: (f, span) => within(f.createdAt, span) && answerOf(f, span.at) === 'within',
  late: (f, span) => within(f.createdAt, span) && answerOf(f, span.at) === 'late',
  closed: (f, span) => within(f.closedAt, span),
  timed: (f, span) => within(f.closedAt, span) && f.handlingMinutes !== null,
  scored: (f, span) => within(f.closedAt, span) && f.score !== null,
  repeated: (f, span) => within(f.createdAt, span) && f.repeatOfId !== null,
  open: (f, span) => f.createdAt < span.until && (f.closedAt === null || f.closedAt >= span.until),
} as const satisfies Record<string, (f: Fact, span: Span) => boolean>
export type Measure = keyof typeof measures
export const measureNames = Object.keys(measures) as Measure[]

/** What figures are told apart by; the letter begins their codes, the key of 0 is "none". */
export const dimensions = {
  type: { letter: 'B', keyOf: (f) => f.typeId ?? 0 },
  department: { letter: 'C', keyOf: (f) => f.departmentId ?? 0 },
  handler: { letter: 'D', keyOf: (f) => f.handlerId ?? 0 },
  urgency: { letter: 'E', keyOf: (f) => urgencies.indexOf(f.urgency) + 1 },
  cause: { letter: 'F', keyOf: (f) => (f.cause === null ? 0 : ticketCauses.indexOf(f.cause) + 1) },
  solution: { letter: 'G', keyOf: (f) => (f.solution === null ? 0 : ticketSolutions.indexOf(f.solution) + 1) },
} as const satisfies Record<string, { letter: string; keyOf: (f: Fact) => number }>
export type Dimension = keyof typeof dimensions
export const dimensionNames = Object.keys(dimensions) as Dimension[]

export type Sums = { counts: Record<Measure, number>; median: number | null; p90: number | null; score: number | null }
/** One line of a table; its code and a measure's digit, B3-1, name the tickets behind a figure. */
export type Line = Sums & { code: string; label: string }
export type Figures = { whole: Line; before: Line; trend: Line[]; lines: Record<Dimension, Line[]> }
export type Names = Record<Dimension, (key: number) => string>

/** Counts of tickets, minutes of handling (median and 90th percentile by nearest rank) and the mean score within a span (S0-46). */
export function sumsOf(facts: readonly Fact[], span: Span): Sums {
  const counts = Object.fromEntries(measureNames.map((name) => [name, 0])) as Record<Measure, number>
  const [minutes, scores]: [number[], number[]] = [[], []]
  for (const fact of facts) {
    for (const name of measureNames) if (measures[name](fact, span)) counts[name]++
    if (measures.timed(fact, span)) minutes.push(fact.handlingMinutes!)
    if (measures.scored(fact, span)) scores.push(fact.score!)
  }
  minutes.sort((a, b) => a - b)
  return { counts, median: medianOf(minutes), p90: minutes[Math.ceil(minutes.length * 0.9) - 1] ?? null, score: meanOf(scores) }
}

/** All figures of a month with those of the month before and of the twelve up to it; yields between portions of work. */
export function* figuresOf(facts: readonly Fact[], month: string, at: number, names: Names): Generator<void, Figures> {
  const span = spanOf(month, at)
  const trend: Line[] = []
  for (const one of monthsUpTo(month, 13)) {
    trend.push({ ...sumsOf(facts, spanOf(one, at)), code: `M${one.replace('-', '')}`, label: one })
    yield
  }
  const lines = {} as Record<Dimension, Line[]>
  for (const dimension of dimensionNames) {
    lines[dimension] = linesOf(facts, span, dimension, names[dimension])
    yield
  }
  const whole = { ...trend.at(-1)!, code: 'A', label: '合计' }
  return { whole, before: trend.at(-2)!, trend: trend.slice(1), lines }
}

function linesOf(facts: readonly Fact[], span: Span, dimension: Dimension, nameOf: (key: number) => string): Line[] {
  const { letter, keyOf } = dimensions[dimension]
  return [...Map.groupBy(facts, keyOf)]
    .map(([key, some]) => ({ ...sumsOf(some, span), code: `${letter}${key}`, label: nameOf(key), key }))
    .filter(({ counts }) => Object.values(counts).some((n) => n > 0))
    .sort((a, b) => b.counts.taken - a.counts.taken || b.counts.closed - a.counts.closed || a.key - b.key)
    .map(({ key: _, ...line }) => line)
}

/** What a code such as B3-1 or M202611-4 speaks of; undefined for what is none. */
export function codeOf(text: string): { dimension?: Dimension; key: number; month?: string; measure: Measure } | undefined {
  const [, letter, key = '', digit] = /^([A-GM])(\d{0,9})-([1-8])$/.exec(text.trim().toUpperCase()) ?? []
  const measure = measureNames[Number(digit) - 1]
  if (letter === undefined || measure === undefined) return undefined
  if (letter === 'A') return key === '' ? { key: 0, measure } : undefined
  if (letter === 'M')
    return /^\d{4}(0[1-9]|1[0-2])$/.test(key) ? { key: 0, month: `${key.slice(0, 4)}-${key.slice(4)}`, measure } : undefined
  const dimension = dimensionNames.find((name) => dimensions[name].letter === letter)
  return dimension && key !== '' ? { dimension, key: Number(key), measure } : undefined
}

/** The tickets behind a code, ascending. */
export function idsBehind(facts: readonly Fact[], code: NonNullable<ReturnType<typeof codeOf>>, month: string, at: number): number[] {
  const span = spanOf(code.month ?? month, at)
  const isOf = (fact: Fact) => !code.dimension || dimensions[code.dimension].keyOf(fact) === code.key
  return facts
    .filter((fact) => isOf(fact) && measures[code.measure](fact, span))
    .map(({ id }) => id)
    .sort((a, b) => a - b)
}

/** Every code that a set of figures holds, with how many tickets stand behind it; what counts none is left out. */
export const codesIn = ({ whole, trend, lines }: Figures) =>
  [whole, ...trend, ...Object.values(lines).flat()].flatMap(({ code, counts }) =>
    measureNames.flatMap((name, at) => (counts[name] > 0 ? [`${code}-${at + 1}`] : [])),
  )

/** A month of the company's calendar, from its first moment on. */
export const spanOf = (month: string, at: number): Span => ({
  from: instantOf(`${month}-01`),
  until: instantOf(`${monthAfter(month)}-01`),
  at,
})

export const monthOf = (at: number) => dayOf(at).slice(0, 7)
export const monthAfter = (month: string, by = 1) => {
  const n = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}`
}
/** So many months, the last of them this one. */
export const monthsUpTo = (month: string, count: number) => Array.from({ length: count }, (_, n) => monthAfter(month, n - count + 1))

function medianOf(sorted: number[]): number | null {
  if (sorted.length === 0) return null
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : Math.round((sorted[half - 1]! + sorted[half]!) / 2)
}

const meanOf = (numbers: number[]) => (numbers.length === 0 ? null : numbers.reduce((sum, n) => sum + n, 0) / numbers.length)
