import { addDays, endOf, instantOf } from '../kernel/time.ts'

export type Window = { unit: 'month' | 'day'; default: number }
/** Days after `after` up to and including `to`. */
export type Span = { after: string; to: string }

export const mostOf = { month: 60, day: 3650 } as const

/** So many months or days up to and including a day: 12 months to 2026-10-31 are the days after 2025-10-31. */
export const spanOf = (day: string, unit: Window['unit'], size: number): Span => ({ after: back(day, unit, size), to: day })

/** The span of the same size that ends where this one begins. */
export const spanBefore = (day: string, unit: Window['unit'], size: number): Span => ({
  after: back(day, unit, size * 2),
  to: back(day, unit, size),
})

/** The first and the last millisecond of a span. */
export const momentsOf = ({ after, to }: Span) => ({ from: instantOf(addDays(after, 1)), until: endOf(to) })

const back = (day: string, unit: Window['unit'], size: number) => (unit === 'day' ? addDays(day, -size) : monthsBefore(day, size))

/** The same day so many months earlier; the month's last day where it has no such day (03-31 → 02-28). */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 - months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}
