import { type Calendar, type Interval, workBetween } from './calendar.ts'
import type { ClockState, ClockTime, Step } from './model.ts'

/** The clock stands still: waiting for the customer; `to` is null while it does (W-31). */
export type Pause = { from: number; to: number | null }
type Timing = { time: ClockTime }

const MINUTE = 60_000
/** Clocks count whole minutes: seconds are cut off, so that what a person reads adds up. */
export const minuteOf = (at: number) => Math.floor(at / MINUTE) * MINUTE

/** When a clock of so many minutes runs out; null while it stands still before that. It steps from span to span, never minute by minute. */
export function dueAt(start: number, minutes: number, timing: Timing, calendar: Calendar, pauses: readonly Pause[] = []): number | null {
  let left = minutes * MINUTE
  if (left <= 0) return minuteOf(start)
  for (const { from, to } of running(start, Number.POSITIVE_INFINITY, timing, calendar, pauses)) {
    if (to - from >= left) return from + left
    left -= to - from
  }
  return null
}

/** Minutes a clock has counted from one moment to another; never negative. */
export function elapsed(start: number, end: number, timing: Timing, calendar: Calendar, pauses: readonly Pause[] = []): number {
  let sum = 0
  for (const { from, to } of running(start, end, timing, calendar, pauses)) sum += to - from
  return sum / MINUTE
}

/** The stretches of time in which a clock runs, in order; `end` may be Infinity. */
export function* running(start: number, end: number, { time }: Timing, calendar: Calendar, pauses: readonly Pause[]): Generator<Interval> {
  for (const stretch of betweenPauses(minuteOf(start), minuteOf(end), pauses))
    if (time === 'natural') yield stretch
    else yield* workBetween(calendar, stretch.from, stretch.to)
}

/** When a clock is due and when it turns amber; what a ticket stores, so that lists compare numbers only. */
export function momentsOf(
  start: number,
  minutes: number,
  policy: Timing & { amberPercent: number },
  calendar: Calendar,
  pauses: readonly Pause[] = [],
) {
  return {
    dueAt: dueAt(start, minutes, policy, calendar, pauses),
    amberAt: dueAt(start, Math.floor((minutes * policy.amberPercent) / 100), policy, calendar, pauses),
  }
}

/** The state of a clock by its stored moments. The minute it falls due in is still in time; one that stands still does not run out. */
export function stateOf(
  at: number,
  { dueAt, amberAt, metAt }: { dueAt: number | null; amberAt: number | null; metAt?: number | null },
): ClockState {
  const due = dueAt ?? Number.POSITIVE_INFINITY
  if (metAt !== undefined && metAt !== null) return minuteOf(metAt) <= due ? 'met' : 'missed'
  if (minuteOf(at) > due) return 'red'
  return amberAt !== null && at >= amberAt ? 'amber' : 'green'
}

type Watch = { start: number; minutes: number; metAt?: number | null; pauses?: readonly Pause[] }

/** The same from a clock's beginnings. */
export const stateAt = (
  at: number,
  { start, minutes, metAt, pauses }: Watch,
  policy: Timing & { amberPercent: number },
  calendar: Calendar,
) => stateOf(at, { ...momentsOf(start, minutes, policy, calendar, pauses), metAt })

/** How many minutes after the due moment each of them is told. */
export type Ladder = Record<Step, number>
const steps: readonly Step[] = ['handler', 'head', 'manager']

/** When each is told of a clock that has run out, in the clock's own time; nobody while it stands still (W-03). */
export function ladderAt(due: number | null, ladder: Ladder, timing: Timing, calendar: Calendar, pauses: readonly Pause[] = []) {
  if (due === null) return []
  return steps.flatMap((step) => {
    const at = dueAt(due, ladder[step], timing, calendar, pauses)
    return at === null ? [] : [{ step, at }]
  })
}

/** Who should have heard by now, in order; the caller tells each once. */
export const stepsReached = (at: number, rungs: readonly { step: Step; at: number }[]): Step[] =>
  rungs.filter((rung) => minuteOf(at) > rung.at).map(({ step }) => step)

/** The time from start to end without what is paused; pauses may overlap and stand in any order. */
export function* betweenPauses(start: number, end: number, pauses: readonly Pause[]): Generator<Interval> {
  let at = start
  for (const pause of pauses.toSorted((one, other) => one.from - other.from)) {
    const from = minuteOf(pause.from)
    if (from >= end) break
    if (from > at) yield { from: at, to: from }
    at = Math.max(at, from, pause.to === null ? Number.POSITIVE_INFINITY : minuteOf(pause.to))
  }
  if (at < end) yield { from: at, to: end }
}
