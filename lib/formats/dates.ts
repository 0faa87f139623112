export type Moment = { day: string; time: string | null }

const LONGEST = 60
const DAY_MS = 86_400_000
const MINUTES = 1440
const SERIAL_ZERO = Date.UTC(1899, 11, 30)
const SERIAL_FIRST = 32_874 // 1990-01-01
const SERIAL_LAST = 73_415 // 2100-12-31
const CHINA = 8 * 60

const DAY = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})(?:[日号]|(?!\d))|(\d{2})(\d{2}))(?:(?<=[日号])|(?!\d))/
const CLOCK =
  /^(上午|下午|中午|早上|凌晨|晚上|晚|am|pm)?(\d{1,2})(?:[:点时](半|\d{1,2})?)(?:[:分](\d{1,2})(?:\.\d+)?)?[分秒]?(am|pm)?(z|[+-]\d{2}:?\d{2})?$/

/** The day a text names as YYYY-MM-DD, or null: 2024-1-5, 2024/1/5, 2024.1.5, 2024年1月5日, 20240105, a spreadsheet's 45634; a time is left out. */
export function parseDay(text: string): string | null {
  return parseMoment(text)?.day ?? null
}

/** Day YYYY-MM-DD and time HH:mm (null where none is written) as they stand; a time with an offset is moved to China's; null above 60 characters. */
export function parseMoment(text: string): Moment | null {
  if (text.length > LONGEST) return null
  const clean = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（]?(?:星期|周)[一二三四五六日天][)）]?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (/^\d{5}(\.\d+)?$/.test(clean)) return ofSerial(Number(clean))
  const compact = clean.replace(/\s?([年月日号\-/.:时点分])\s?/g, '$1')
  const match = DAY.exec(compact)
  if (!match) return null
  const day = calendarDay(match[1], match[3] ?? match[5] ?? match[7], match[4] ?? match[6] ?? match[8])
  const rest = compact
    .slice(match[0].length)
    .replace(/^[t,，]/, '')
    .replaceAll(' ', '')
  if (!day || rest === '') return day ? { day, time: null } : null
  return withClock(day, CLOCK.exec(rest))
}

function ofSerial(serial: number): Moment | null {
  if (serial < SERIAL_FIRST || serial >= SERIAL_LAST + 1) return null
  const minutes = Math.round(serial * MINUTES)
  const time = Number.isInteger(serial) ? null : clock(minutes % MINUTES)
  return { day: isoDay(SERIAL_ZERO + Math.floor(minutes / MINUTES) * DAY_MS), time }
}

function calendarDay(year = '', month = '', date = ''): string | null {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(date))
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return Number(year) >= 1900 && Number(year) <= 2100 && isoDay(at) === day ? day : null
}

function withClock(day: string, match: RegExpExecArray | null): Moment | null {
  if (!match) return null
  const [, before, hour = '', minute = '0', second = '0', after, offset] = match
  const hours = hour24(Number(hour), before ?? after)
  const minutes = minute === '半' ? 30 : Number(minute)
  if (hours > 23 || minutes > 59 || Number(second) > 59) return null
  return shifted(day, hours * 60 + minutes, offset)
}

function hour24(hour: number, half = ''): number {
  if (/^(?:下午|晚上|晚|pm)$/.test(half)) return hour < 12 ? hour + 12 : hour
  if (half === '中午') return hour < 3 ? hour + 12 : hour
  return /^(?:上午|凌晨|am)$/.test(half) && hour === 12 ? 0 : hour
}

function shifted(day: string, minutes: number, offset?: string): Moment {
  if (!offset) return { day, time: clock(minutes) }
  const [, sign, hours, rest] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  const written = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(rest ?? 0))
  const local = minutes - written + CHINA
  return {
    day: isoDay(Date.parse(`${day}T00:00:00Z`) + Math.floor(local / MINUTES) * DAY_MS),
    time: clock(((local % MINUTES) + MINUTES) % MINUTES),
  }
}

function isoDay(at: number) {
  return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 10)
}

function clock(minutes: number) {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
