import { addDays, daysBetween, isDay } from '../kernel/time.ts'
import type { CalendarDay } from './model.ts'

// 元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
const HEAD = /(?:[一二三四五六七八九十]+、)?\s*([一-龥]{2,8}?)\s*[:：]\s*(.+)/
const REST = /(\d{1,2})月(\d{1,2})日(?:至(?:(\d{1,2})月)?(\d{1,2})日)?放假/
const WORK = /((?:\d{1,2}月\d{1,2}日、?)+)上班/g
const LONGEST = 15

/** The days of a year out of the State Council's notice as it is published, a holiday a line; lines that say nothing of it are left out (W-30). */
export function daysInNotice(year: number, text: string): CalendarDay[] {
  return text.split('\n').flatMap((line) => {
    const [, name, rest] = HEAD.exec(line) ?? []
    return name && rest ? daysOf(year, name, withoutBrackets(rest)) : []
  })
}

function daysOf(year: number, name: string, text: string): CalendarDay[] {
  const [, month, first, lastMonth, last] = REST.exec(text) ?? []
  if (!month || !first) return []
  const from = dayIn(year, month, first)
  const holidays = daysFrom(from, last ? dayIn(year, lastMonth ?? month, last) : from)
  const worked = [...text.matchAll(WORK)].flatMap(([, days]) => [...days!.matchAll(/(\d{1,2})月(\d{1,2})日/g)])
  return [
    ...holidays.map((date) => ({ date, kind: 'holiday' as const, name })),
    ...worked.map(([, month, day]) => ({ date: dayIn(year, month!, day!), kind: 'workday' as const, name: `${name}调休上班` })),
  ].filter(({ date }) => isDay(date))
}

const withoutBrackets = (text: string) => text.replace(/[（(][^）)]*[）)]/g, '').replace(/\s+/g, '')
const dayIn = (year: number, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

function daysFrom(from: string, to: string): string[] {
  if (!isDay(from) || !isDay(to)) return []
  const days = daysBetween(from, to) + 1
  return days < 1 || days > LONGEST ? [] : Array.from({ length: days }, (_, at) => addDays(from, at))
}
