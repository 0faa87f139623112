import { addDays, instantOf, weekdayOf } from '#lib/kernel/time'
import type { Dice } from './dice.ts'

// Spring Festival, when nobody is called on.
const FESTIVALS = [
  ['2025-01-28', '2025-02-04'],
  ['2026-02-15', '2026-02-23'],
  ['2027-02-05', '2027-02-12'],
  ['2028-01-25', '2028-02-01'],
] as const
const HOLIDAY = /-(01-01|05-0[1-5]|10-0[1-7])$/

/** Monday to Friday, outside the long holidays. */
export function isWorkday(day: string): boolean {
  const weekend = weekdayOf(day) % 6 === 0
  return !weekend && !HOLIDAY.test(day) && !FESTIVALS.some(([from, to]) => day >= from && day <= to)
}

/** This day, or the next on which people work. */
export const workdayFrom = (day: string): string => (isWorkday(day) ? day : workdayFrom(addDays(day, 1)))

/** This day, or the last before it on which people worked. */
export const workdayUntil = (day: string): string => (isWorkday(day) ? day : workdayUntil(addDays(day, -1)))

/** So many working days before a day. */
export function workdaysBefore(day: string, count: number): string {
  let found = day
  for (let left = count; left > 0; left--) found = workdayUntil(addDays(found, -1))
  return found
}

const OPEN_MINUTES = [9 * 60, 11 * 60 + 40, 13 * 60 + 30, 17 * 60 + 20] as const

/** A moment in the office hours of a day. */
export function momentOn(day: string, dice: Dice): number {
  const [from, until] = dice.chance(0.5) ? [OPEN_MINUTES[0], OPEN_MINUTES[1]] : [OPEN_MINUTES[2], OPEN_MINUTES[3]]
  return instantOf(day) + dice.int(from, until) * 60_000
}
