import { ticketCauses, ticketSolutions } from '#db/schema/tickets'
import { DAY, dayOf, instantOf } from '../kernel/time.ts'
import type { Ticket } from './model.ts'

/** What a figure needs to know of one time a ticket was open, from its opening to its closing (rounds.ts); void ones are none. */
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
> & {
  /** Its first round opens when it is taken down, the others when it is opened again. */
  openedAt: number
  /** When the next round was closed: of two closings within a month the last counts. */
  followedAt: number | null
}
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

/** Taken down within a span: said of the first round alone. */
export const isTaken = (f: Fact, span: Span) => f.openedAt === f.createdAt && within(f.createdAt, span)
/** Closed within a span, and not closed once more in it. */
export const isClosed = (f: Fact, span: Span) => within(f.closedAt, span) && !within(f.followedAt, span)

/** What is counted, in the order of the digits of the codes. */
export const measures = {
  taken: isTaken,
  within: (f, span) => isTaken(f, span) && answerOf(f, span.at) === 'within',
  late: (f, span) => isTaken(f, span) && answerOf(f, span.at) === 'late',
  closed: isClosed,
  timed: (f, span) => isClosed(f, span) && f.handlingMinutes !== null,
  scored: (f, span) => isClosed(f, span) && f.score !== null,
  repeated: (f, span) => isTaken(f, span) && f.repeatOfId !== null,
  open: (f, span) => f.openedAt < span.until && (f.closedAt === null || f.closedAt >= span.until),
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
