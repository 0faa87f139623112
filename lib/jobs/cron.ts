import { addDays, dayOf, instantOf, timeOf, weekdayOf } from '../kernel/time.ts'

type Fields = { minutes: number[]; hours: number[]; days: number[]; months: number[]; weekdays: number[] }

const FAR = 366 * 5

/** The last moment at or before `at` that a cron expression of five fields names, in the company's zone; undefined when there is none within five years. */
export function previousOf(cron: string, at: number): number | undefined {
  return search(cron, at, -1, (moments) => moments.findLast((moment) => moment <= at))
}

/** The first moment after `at` that a cron expression names. */
export function nextOf(cron: string, at: number): number | undefined {
  return search(cron, at, 1, (moments) => moments.find((moment) => moment > at))
}

/** What a run is filed under: the month, the day or the minute, whichever the expression names once (2026-11, 2026-11-22, 2026-11-22T02:30+08:00). */
export function periodOf(cron: string, at: number): string {
  const { minutes, hours, days } = fieldsOf(cron)
  if (minutes.length > 1 || hours.length > 1) return `${dayOf(at)}T${timeOf(at)}+08:00`
  return days.length === 1 ? dayOf(at).slice(0, 7) : dayOf(at)
}

function search(cron: string, at: number, step: 1 | -1, pick: (moments: number[]) => number | undefined) {
  const fields = fieldsOf(cron)
  let day = dayOf(at)
  for (let n = 0; n < FAR; n++, day = addDays(day, step)) {
    const found = fits(fields, day) ? pick(momentsOf(fields, day)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

const fits = ({ days, months, weekdays }: Fields, day: string) =>
  days.includes(Number(day.slice(8))) && months.includes(Number(day.slice(5, 7))) && weekdays.includes(weekdayOf(day))

function momentsOf({ hours, minutes }: Fields, day: string) {
  return hours.flatMap((hour) => minutes.map((minute) => instantOf(day, `${two(hour)}:${two(minute)}`)))
}

const known = new Map<string, Fields>()

function fieldsOf(cron: string): Fields {
  const found = known.get(cron) ?? parse(cron)
  known.set(cron, found)
  return found
}

function parse(cron: string): Fields {
  const [minute, hour, day, month, weekday, ...rest] = cron.trim().split(/\s+/)
  if (weekday === undefined || rest.length > 0) throw new Error(`not a cron expression of five fields: ${cron}`)
  const weekdays = valuesOf(weekday, 0, 7).map((n) => n % 7)
  return {
    minutes: valuesOf(minute!, 0, 59),
    hours: valuesOf(hour!, 0, 23),
    days: valuesOf(day!, 1, 31),
    months: valuesOf(month!, 1, 12),
    weekdays,
  }
}

function valuesOf(field: string, least: number, most: number): number[] {
  const values = field.split(',').flatMap((part) => {
    const [, from, to, step] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? []
    if (from === undefined) throw new Error(`not a field of a cron expression: ${field}`)
    const first = from === '*' ? least : Number(from)
    const last = to ? Number(to) : from === '*' || step ? most : first
    if (first < least || last > most || step === '0') throw new Error(`out of range in a cron expression: ${field}`)
    return Array.from({ length: Math.floor((last - first) / Number(step ?? 1)) + 1 }, (_, n) => first + n * Number(step ?? 1))
  })
  return [...new Set(values)].sort((a, b) => a - b)
}

const two = (n: number) => String(n).padStart(2, '0')
