import { addDays, daysBetween, weekdayOf } from '../kernel/time.ts'
import type { Rhythm, Standing } from './labels.ts'

const quarterOf = (day: string) => Math.ceil(Number(day.slice(5, 7)) / 3)
const halfOf = (day: string) => (day.slice(5, 7) <= '06' ? 1 : 2)

// A week belongs to the year in which its Thursday lies (GB/T 7408).
function weekOf(day: string) {
  const thursday = addDays(day, 4 - (weekdayOf(day) || 7))
  const year = thursday.slice(0, 4)
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

const keys: Record<Rhythm, (day: string) => string> = {
  once: () => 'once',
  week: weekOf,
  month: (day) => day.slice(0, 7),
  quarter: (day) => `${day.slice(0, 4)}-Q${quarterOf(day)}`,
  halfYear: (day) => `${day.slice(0, 4)}-H${halfOf(day)}`,
  year: (day) => day.slice(0, 4),
}

/** The period a business day lies in: once, 2026-W47, 2026-11, 2026-Q4, 2026-H2 or 2026 (S0-55). */
export const periodOf = (rhythm: Rhythm, day: string) => keys[rhythm](day)

/** One of the forms periodOf makes. */
export const isPeriod = (text: string) => /^(once|20\d\d(-(W[0-5]\d|Q[1-4]|H[12]|0[1-9]|1[0-2]))?)$/.test(text)

type Window = { effectiveFrom: string; effectiveUntil: string | null }

/** Where a strategy stands on a day; both ends of its window belong to it. */
export function standingOf({ active, effectiveFrom, effectiveUntil }: Window & { active: boolean }, day: string): Standing {
  if (effectiveUntil !== null && day > effectiveUntil) return 'over'
  if (!active) return 'off'
  return day < effectiveFrom ? 'coming' : 'running'
}
