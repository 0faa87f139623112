import { addDays, dayOf, instantOf, weekdayOf } from '../kernel/time.ts'
import type { CalendarDay } from './model.ts'

/** Instants in UTC milliseconds, from inclusive, to exclusive. */
export type Interval = { from: number; to: number }
/** The company's week, its hours as 09:00-12:00, and the days that differ from the week, by date. */
export type Calendar = { workDays: readonly number[]; workHours: readonly string[]; days: ReadonlyMap<string, CalendarDay> }

/** A calendar to count by. Throws a RangeError where nobody ever works: a clock would never end. */
export function calendarOf(week: { workDays: readonly number[]; workHours: readonly string[] }, days: readonly CalendarDay[]): Calendar {
  if (week.workDays.length === 0 || week.workHours.length === 0) throw new RangeError('a calendar without working time')
  return { ...week, days: new Map(days.map((day) => [day.date, day])) }
}

/** Whether the company works on a day: what was announced for it counts before the week (W-30). */
export function isWorkday(calendar: Calendar, day: string): boolean {
  const kind = calendar.days.get(day)?.kind
  return kind ? kind === 'workday' : calendar.workDays.includes(isoWeekday(day))
}

/** Monday is 1, Sunday 7. */
export const isoWeekday = (day: string) => weekdayOf(day) || 7

/** Why nobody works on a day: 春节, 周末, 休息日; undefined on a workday. */
export function restName(calendar: Calendar, day: string): string | undefined {
  if (isWorkday(calendar, day)) return undefined
  return calendar.days.get(day)?.name ?? (isoWeekday(day) > 5 ? '周末' : '休息日')
}

/** The hours worked on a day, as instants; none on a day of rest. */
export function workOn(calendar: Calendar, day: string): Interval[] {
  if (!isWorkday(calendar, day)) return []
  return calendar.workHours.map((span) => ({ from: instantOf(day, span.slice(0, 5)), to: instantOf(day, span.slice(6)) }))
}

/** Working hours from one instant to another, a span at a time; `to` may be Infinity. */
export function* workBetween(calendar: Calendar, from: number, to: number): Generator<Interval> {
  for (let day = dayOf(from); instantOf(day) < to; day = addDays(day, 1))
    for (const span of workOn(calendar, day)) {
      const piece = { from: Math.max(span.from, from), to: Math.min(span.to, to) }
      if (piece.from < piece.to) yield piece
    }
}

/** Whether nothing was announced for a year, so that only weekends count as rest. */
export function lacksYear(calendar: Calendar, year: string): boolean {
  for (const day of calendar.days.keys()) if (day.startsWith(year)) return false
  return true
}
