import { addDays } from '../kernel/time.ts'

/** MM-DD in the solar calendar, or in the lunar one where `isLunar`. */
export type Birthday = { birthday: string; isLunar: boolean }
type LunarDay = { month: number; isLeap: boolean; day: number }

const MONTHS = ['正月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '冬月', '腊月']
const TENS = ['初', '十', '廿', '三']
const DIGITS = ['十', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const SAME = new Map([
  ['一月', 0],
  ['十一月', 10],
  ['十二月', 11],
])
const LONGEST_MONTH = 30
// Months that Intl begins a day late (1) or early (-1), by the day it takes for their first: new moons close to midnight, all until 2050.
const SLIPS = new Map([
  ['2027-02-07', 1],
  ['2030-02-02', -1],
])
const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })

/** A day YYYY-MM-DD in the lunar calendar: 2025-07-25 is the first of the leap sixth month. */
export function lunarOf(day: string): LunarDay {
  const read = readLunar(day)
  const slip = SLIPS.get(addDays(day, 1 - read.day))
  if (slip) return read.day + slip > 0 ? { ...read, day: read.day + slip } : { ...readLunar(addDays(day, -1)), day: LONGEST_MONTH }
  return SLIPS.get(addDays(day, 1)) === 1 ? { ...readLunar(addDays(day, 1)), day: 1 } : read
}

/**
 * The next day YYYY-MM-DD, `from` included, on which this birthday is kept: in the regular month where a leap one follows, on the last
 * day of a month that is too short. Undefined without a birthday.
 */
export function nextBirthday({ birthday, isLunar }: Birthday, from: string): string | undefined {
  if (birthday === '') return undefined
  const [month, day] = birthday.split('-').map(Number) as [number, number]
  return isLunar ? nextLunar(month, day, from) : nextSolar(birthday, from)
}

/** 农历十月十三, 3 月 5 日; empty without a birthday. */
export function birthdayWords({ birthday, isLunar }: Birthday): string {
  if (birthday === '') return ''
  const [month, day] = birthday.split('-').map(Number) as [number, number]
  return isLunar ? `农历${MONTHS[month - 1]}${lunarDayWords(day)}` : `${month} 月 ${day} 日`
}

/** 农历十月十三 · 今年 11-21: the birthday with the day on which it is kept next. */
export function birthdayLine(birthday: Birthday, from: string): string {
  const next = nextBirthday(birthday, from)
  if (next === undefined) return ''
  const when = next === from ? '今天' : `${next.slice(0, 4) === from.slice(0, 4) ? '今年' : '明年'} ${next.slice(5)}`
  return `${birthdayWords(birthday)} · ${when}`
}

/** MM-DD of what a person writes: 10-13, 10月13日, 1985.10.13, 农历十月十三; undefined where it is no day of its calendar. The year is not kept. */
export function readBirthday(text: string): Birthday | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^[农阴]历/, '')
  const isLunar = plain !== text.normalize('NFKC').replace(/\s/g, '') || /^[正一二三四五六七八九十冬腊]/.test(plain)
  const [month, day] = figuresIn(plain) ?? wordsIn(plain) ?? []
  if (month === undefined || day === undefined) return undefined
  const birthday = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return fits(month, day, isLunar) ? { birthday, isLunar } : undefined
}

/** Whether the calendar has such a day in some year. */
export function fits(month: number, day: number, isLunar: boolean): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= (isLunar ? LONGEST_MONTH : new Date(Date.UTC(2024, month, 0)).getUTCDate())
}

function readLunar(day: string): LunarDay {
  const parts = Object.fromEntries(calendar.formatToParts(new Date(`${day}T00:00:00Z`)).map(({ type, value }) => [type, value]))
  const month = parts.month ?? ''
  return { month: Number.parseInt(month, 10), isLeap: month.endsWith('bis'), day: Number(parts.day) }
}

function nextSolar(birthday: string, from: string): string {
  const inYear = (year: number) => {
    const day = `${year}-${birthday}`
    return addDays(day, 0) === day ? day : `${year}-02-28`
  }
  const year = Number(from.slice(0, 4))
  return inYear(year) >= from ? inYear(year) : inYear(year + 1)
}

// From month to month; a lunar year has thirteen at most, and this year's may just be over.
function nextLunar(month: number, day: number, from: string): string | undefined {
  let first = addDays(from, 1 - lunarOf(from).day)
  for (let walked = 0; walked < 15; walked++) {
    const next = monthAfter(first)
    const { month: here, isLeap } = lunarOf(first)
    const kept = [addDays(first, day - 1), addDays(next, -1)].sort()[0]!
    if (here === month && !isLeap && kept >= from) return kept
    first = next
  }
  return undefined
}

function monthAfter(first: string) {
  const short = addDays(first, LONGEST_MONTH - 1)
  return lunarOf(short).day === 1 ? short : addDays(first, LONGEST_MONTH)
}

const monthIn = (name: string) => SAME.get(name) ?? MONTHS.indexOf(name)

function lunarDayWords(day: number) {
  if (day === 20 || day === 30) return `${DIGITS[day / 10]}十`
  return `${TENS[day === 10 ? 0 : Math.floor(day / 10)]}${DIGITS[day % 10]}`
}

function figuresIn(text: string) {
  const found = /^(?:\d{4}[-./年])?(\d{1,2})[-./月](\d{1,2})[日号]?$/.exec(text)
  return found ? [Number(found[1]), Number(found[2])] : undefined
}

function wordsIn(text: string) {
  const [, name = '', rest = ''] = /^(.{1,2}月)(.{2,3}?)[日号]?$/.exec(text) ?? []
  const month = monthIn(name)
  const day = Array.from({ length: LONGEST_MONTH }, (_, at) => lunarDayWords(at + 1)).indexOf(rest)
  return month < 0 || day < 0 ? undefined : [month + 1, day + 1]
}
