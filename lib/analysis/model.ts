import type { analysisNotes } from '#db/schema/analysis'
import { monthsBefore } from '../tiers/windows.ts'

export type Note = typeof analysisNotes.$inferSelect
/** The job that works the figures out. */
export const JOB = 'analysis'
export const parts = ['overview', 'rfm', 'retention', 'needs'] as const
export type Part = (typeof parts)[number]
/** How far back the analysis of needs looks, in days; each is compared with as many days before. */
export const periods = [30, 90, 365] as const
export type Period = (typeof periods)[number]
/** The whole house; a department is its id. */
export const WHOLE = 0

/** What is known of one customer for the figures. */
export type Subject = {
  id: number
  department: number
  level: string
  industry: string
  source: string
  owner: number
  address: string
  status: string
  headcount: number | null
  createdOn: string
}
/** One purchase; a customer's stand in the order of their days. */
export type Bought = { on: string; fen: number; product: string }
/** Two spans of twelve months: (before, since] and (since, day], by business date as the tier rules have it. */
export type Spans = { day: string; since: string; before: string }

/** The two spans that end on a day, as the rules of labels count twelve months. */
export const spansAt = (day: string): Spans => ({ day, since: monthsBefore(day, 12), before: monthsBefore(day, 24) })

/** What a customer bought within two spans: fen and how often in the later, fen in the earlier; what lies after the day is not known yet. */
export function sumsOf(bought: readonly Bought[], { day, since, before }: Spans) {
  const sums = { fen: 0, times: 0, beforeFen: 0 }
  for (const { on, fen } of bought) {
    if (on > day || on <= before) continue
    if (on > since) {
      sums.fen += fen
      sums.times += 1
    } else sums.beforeFen += fen
  }
  return sums
}

/** The middle of some numbers, the mean of the two in the middle rounded half up; null of none. */
export function medianOf(numbers: number[]): number | null {
  if (numbers.length === 0) return null
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : Math.round((sorted[half - 1]! + sorted[half]!) / 2)
}

/** 2026-11-22 → 2026Q4. */
export const quarterOf = (day: string) => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
/** Whole quarters from one to another. */
export const quartersBetween = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 4 + Number(to.slice(5)) - Number(from.slice(5))
/** The last `count` quarters up to that of a day, the oldest first. */
export function quartersUpTo(day: string, count: number): string[] {
  const [year, quarter] = [Number(day.slice(0, 4)), Math.ceil(Number(day.slice(5, 7)) / 3)]
  return Array.from({ length: count }, (_, at) => {
    const whole = year * 4 + quarter - 1 - (count - 1 - at)
    return `${Math.floor(whole / 4)}Q${(whole % 4) + 1}`
  })
}

/** How much more than before, in percent; null where there was nothing before. */
export const changeOf = (now: number, before: number) => (before === 0 ? null : ((now - before) / before) * 100)
