const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const ZONE = 'Asia/Shanghai'

/** The only source of now: UTC milliseconds, moved by CLOCK_START where a trial folder asks for it. */
export const now = () => Date.now() + shift()

/** Does synchronous work as if it were another moment: for stories of the past, and for jobs run for a given time. */
export function asOf<T>(at: number, work: () => T): T {
  const { CLOCK_SHIFT } = process.env
  process.env.CLOCK_SHIFT = String(at - Date.now())
  try {
    return work()
  } finally {
    if (CLOCK_SHIFT === undefined) delete process.env.CLOCK_SHIFT
    else process.env.CLOCK_SHIFT = CLOCK_SHIFT
  }
}

/** The instant at which the minute of an instant began. */
export const minuteOf = (at: number) => at - (at % MINUTE)

/** YYYY-MM-DD of an instant in the company's zone. */
export const dayOf = (at: number) => dayNumbered(Math.floor((at + offsetAt(at)) / DAY))
/** HH:mm of an instant in the company's zone. */
export const timeOf = (at: number) => new Date(at + offsetAt(at)).toISOString().slice(11, 16)
export const today = () => dayOf(now())

/** The instant of a day's first moment, or of a time HH:mm on it, in the company's zone. */
export function instantOf(day: string, time = '00:00'): number {
  const local = Date.parse(`${day}T${time}:00Z`)
  return local - offsetAt(local - offsetAt(local))
}

/** The last millisecond of a day. */
export const endOf = (day: string) => instantOf(addDays(day, 1)) - 1

export const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
/** Whole days from one day to another; negative when it lies before. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY)
/** 0 is Sunday. */
export const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
/** The Monday after this day. */
export const nextMonday = (day: string) => addDays(day, (8 - weekdayOf(day)) % 7 || 7)

const WEEKDAYS = '日一二三四五六'
/** 11 月 22 日 星期日. */
export function dateWords(at: number) {
  const day = dayOf(at)
  return `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日 星期${WEEKDAYS[weekdayOf(day)]}`
}

/** What one says at this hour of the company's day. */
export function greeting(at: number) {
  const hour = Number(timeOf(at).slice(0, 2))
  const [, words] = [
    [6, '夜深了'],
    [11, '早上好'],
    [13, '中午好'],
    [18, '下午好'],
    [24, '晚上好'],
  ].find(([until]) => hour < Number(until))!
  return words as string
}

/** A day that exists in the calendar, written YYYY-MM-DD. */
export const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text

function shift(): number {
  const { CLOCK_START, CLOCK_SHIFT } = process.env
  if (CLOCK_SHIFT) return Number(CLOCK_SHIFT)
  if (!CLOCK_START) return 0
  // Kept in the environment, so that every worker of this process reads the same clock.
  process.env.CLOCK_SHIFT = String(Date.parse(CLOCK_START) - Date.now())
  return Number(process.env.CLOCK_SHIFT)
}

const DAYS = 20_000
const days = new Map<number, string>()

// A page tells a hundred days, and most of them again and again.
function dayNumbered(n: number): string {
  const known = days.get(n)
  if (known) return known
  if (days.size >= DAYS) days.clear()
  const day = new Date(n * DAY).toISOString().slice(0, 10)
  days.set(n, day)
  return day
}

const SINCE_1992 = Date.UTC(1992, 0, 1)
const parts = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, timeZoneName: 'longOffset' })

// China has kept one offset since 1991; before that the zone's own history counts.
function offsetAt(at: number): number {
  if (at >= SINCE_1992) return 8 * HOUR
  const name = parts.formatToParts(at).find((p) => p.type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes, seconds] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE + Number(seconds ?? 0) * 1000)
}
