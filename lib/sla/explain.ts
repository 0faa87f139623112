import { addDays, dayOf, instantOf, timeOf } from '../kernel/time.ts'
import { type Calendar, type Interval, isoWeekday, lacksYear, restName, workOn } from './calendar.ts'
import { betweenPauses, dueAt, minuteOf, type Pause } from './clock.ts'
import { type ClockTime, minutesWords, weekdayLabels } from './model.ts'

/** One step of the sum: when, what it was, the minutes it counted and the sum so far. */
export type Line = { when: string; what: string; counted: number; sum: number }
/** The sum line by line; `note` where something keeps it from being exact. */
export type Explanation = { lines: Line[]; dueAt: number | null; total: string; note?: string }
type Question = { start: number; minutes: number; time: ClockTime; pauses?: readonly Pause[]; reason?: string; stored?: number | null }
/** A stretch of whole days with the same to say; `from` and `to` are days. */
type Stretch = { from: string; to: string; hours?: string; what: string; counted: number }

const MINUTE = 60_000

/** 「为什么？」: how a due moment comes about, for whoever asks (N-06). `reason` names what the clock waits for, `stored` the due moment on record. */
export function explain({ start, minutes, time, pauses = [], reason = '等待客户', stored }: Question, calendar: Calendar): Explanation {
  const due = dueAt(start, minutes, { time }, calendar, pauses)
  const from = minuteOf(start)
  const stretches = pieces(from, due, pauses).flatMap((piece) =>
    piece.paused ? [pauseLine(piece, reason)] : time === 'natural' ? [naturalLine(piece)] : workLines(calendar, piece),
  )
  const lines = summed(stretches)
  const counted = lines.at(-1)?.sum ?? 0
  return { lines, dueAt: due, total: totalWords(counted, minutes, due, reason), note: noteOf(calendar, time, from, due, stored) }
}

/** 2026-02-13（周五）16:00–18:00 工作时间 2 小时；… 合计 24 小时 */
export const explainInWords = ({ lines, total }: Explanation) =>
  [...lines.map(({ when, what, counted }) => `${when} ${what}${counted > 0 ? ` ${minutesWords(counted)}` : ''}`), total].join('；')

type Piece = Interval & { paused: boolean }
type Said = { when: string; what: string; counted: number }

// Running and standing still by turns, from the start to the due moment, or to the pause that has no end yet.
function pieces(start: number, due: number | null, pauses: readonly Pause[]): Piece[] {
  const found: Piece[] = []
  let at = start
  for (const { from, to } of betweenPauses(start, due ?? Number.POSITIVE_INFINITY, pauses)) {
    if (from > at) found.push({ from: at, to: from, paused: true })
    found.push({ from, to, paused: false })
    at = to
  }
  if (due === null) found.push({ from: at, to: Number.POSITIVE_INFINITY, paused: true })
  return found
}

const pauseLine = ({ from, to }: Interval, reason: string): Said => ({
  when: to === Number.POSITIVE_INFINITY ? `${moment(from)} 起` : betweenWords(from, to),
  what: `暂停（${reason}），不计`,
  counted: 0,
})

const naturalLine = ({ from, to }: Interval): Said => ({ when: betweenWords(from, to), what: '自然时间', counted: (to - from) / MINUTE })

function workLines(calendar: Calendar, piece: Interval): Said[] {
  const found: Stretch[] = []
  for (let day = dayOf(piece.from); instantOf(day) < piece.to; day = addDays(day, 1)) {
    const one = dayLine(calendar, day, piece)
    const last = found.at(-1)
    if (last && one && last.what === one.what && last.hours === one.hours) {
      last.to = day
      last.counted += one.counted
    } else if (one) found.push(one)
  }
  return found.map(({ from, to, hours, what, counted }) => ({
    when: [daysWords(from, to), hours].filter(Boolean).join(from === to ? '' : ' '),
    what,
    counted,
  }))
}

function dayLine(calendar: Calendar, day: string, { from, to }: Interval): Stretch | undefined {
  const rest = restName(calendar, day)
  if (rest) return { from: day, to: day, what: `${rest}，不计`, counted: 0 }
  const spans = workOn(calendar, day)
    .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
    .filter((span) => span.from < span.to)
  if (spans.length === 0)
    return dayOf(from) === day ? { from: day, to: day, hours: `${timeOf(from)} 起`, what: '已下班，不计', counted: 0 } : undefined
  const counted = spans.reduce((sum, span) => sum + span.to - span.from, 0) / MINUTE
  return { from: day, to: day, hours: spans.map(spanWords).join('、'), what: workWords(calendar, day, spans), counted }
}

// 调休 is said where it makes the day count, the lunch break where it is skipped.
function workWords(calendar: Calendar, day: string, spans: Interval[]) {
  const breaks = spans.slice(1).map((span, at) => spanWords({ from: spans[at]!.to, to: span.from }))
  const name = calendar.days.get(day)?.name
  return [name ?? '工作时间', ...(breaks.length > 0 ? [`${breaks.join('、')} 休息不计`] : [])].join('，')
}

function summed(said: Said[]): Line[] {
  let sum = 0
  return said.map((line) => {
    sum += line.counted
    return { ...line, sum }
  })
}

function totalWords(counted: number, minutes: number, due: number | null, reason: string) {
  if (due !== null) return `合计 ${minutesWords(counted)}，到期时间 ${moment(due)}`
  return `已计 ${minutesWords(counted)}，还剩 ${minutesWords(minutes - counted)}；${reason}期间暂停，恢复后继续计时`
}

function noteOf(calendar: Calendar, time: ClockTime, start: number, due: number | null, stored: number | null | undefined) {
  if (stored && due !== null && minuteOf(stored) !== due)
    return `工作时间或节假日后来有调整：按登记时的设置，到期时间是 ${moment(stored)}，以登记的为准`
  const years = time === 'working' ? [...new Set([start, due ?? start].map((at) => dayOf(at).slice(0, 4)))] : []
  const missing = years.filter((year) => lacksYear(calendar, year))
  return missing.length > 0 ? `${missing.join('、')} 年的节假日尚未录入，只按每周工作日计算` : undefined
}

const moment = (at: number) => `${dayOf(at)} ${timeOf(at)}`
const endTime = (at: number, day: string) => (at === instantOf(addDays(day, 1)) ? '24:00' : timeOf(at))
const spanWords = ({ from, to }: Interval) => `${timeOf(from)}–${endTime(to, dayOf(from))}`

/** 2026-02-13 16:00–18:00, or 2026-02-13 16:00 至 2026-02-14 09:00 over midnight. */
const betweenWords = (from: number, to: number) =>
  dayOf(from) === dayOf(to) ? `${dayOf(from)} ${timeOf(from)}–${timeOf(to)}` : `${moment(from)} 至 ${moment(to)}`

/** 2026-02-13（周五）, or 2026-02-15 至 02-23. */
const daysWords = (from: string, to: string) =>
  from === to ? `${from}（${weekdayLabels[isoWeekday(from) - 1]}）` : `${from} 至 ${to.slice(0, 4) === from.slice(0, 4) ? to.slice(5) : to}`
