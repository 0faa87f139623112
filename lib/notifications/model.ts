import type { notifications } from '#db/schema/machine'
import { addDays, DAY, dayOf, daysBetween, instantOf, timeOf } from '../kernel/time.ts'

export type Notification = typeof notifications.$inferSelect
/** HH:mm; the same time twice means no quiet hours. */
export type Quiet = { quietFrom: string; quietTo: string }
export type Due = Quiet & {
  id: number
  title: string
  customer: string
  assigneeId: number
  dueOn: string | null
  dueTime: string | null
  dueAt: number
  leadMinutes: number
}
export type Message = Pick<Notification, 'userId' | 'key' | 'kind' | 'title' | 'href'>

const MINUTE = 60_000
const MORNING = '08:00'
const DAY_MINUTES = 1440
// Days overdue on which one is told again; later every thirty.
const STEPS = [0, 1, 2, 3, 7, 14, 30]

/** Whether a moment lies in the person's quiet hours, which may go over midnight; their end no longer belongs to them. */
export function isQuiet(at: number, { quietFrom, quietTo }: Quiet): boolean {
  const time = timeOf(at)
  return quietFrom <= quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo
}

/** The moment itself, or the end of the quiet hours it lies in. */
export function afterQuiet(at: number, quiet: Quiet): number {
  if (!isQuiet(at, quiet)) return at
  const end = instantOf(dayOf(at), quiet.quietTo)
  return end > at ? end : instantOf(addDays(dayOf(at), 1), quiet.quietTo)
}

/** From when on a person is reminded of a to-do (S0-34): its lead before the time, or the morning of its day where it has no time; never in quiet hours. */
export function remindAt(due: Pick<Due, 'dueOn' | 'dueTime' | 'dueAt' | 'leadMinutes' | keyof Quiet>): number {
  if (due.dueTime) return afterQuiet(due.dueAt - due.leadMinutes * MINUTE, due)
  const day = addDays(due.dueOn ?? dayOf(due.dueAt), -Math.floor(due.leadMinutes / DAY_MINUTES))
  return afterQuiet(instantOf(day, morningOf(due)), due)
}

/** The key a message about a to-do bears at this moment, whether or not it is time for one. */
export const keyOf = ({ id, dueAt }: Pick<Due, 'id' | 'dueAt'>, at: number) =>
  dueAt < at ? `overdue:${id}:${dueAt}:${stepOf(dueAt, at)}` : `todo:${id}:${dueAt}`

/** What a person is told about a to-do at this moment; undefined while nothing is to be told. */
export function messageOf(due: Due, at: number): Message | undefined {
  if (isQuiet(at, due)) return undefined
  const about = `${due.title} · ${due.customer}`
  const to = { userId: due.assigneeId, href: `/todos/${due.id}`, key: keyOf(due, at) }
  if (due.dueAt < at) return { ...to, kind: 'overdue', title: `已逾期${lateness(due.dueAt, at)}：${about}` }
  if (at < remindAt(due)) return undefined
  return { ...to, kind: 'todo', title: `${dayWord(due, at)}到期：${about}` }
}

/** How far ahead of a moment a to-do may fall due and yet be told of now. */
export const horizon = (at: number, longestLead: number) => at + longestLead * MINUTE + DAY

// Quiet hours over night end in the morning: that is when this person's day begins.
const morningOf = ({ quietFrom, quietTo }: Quiet) => (quietFrom > quietTo ? quietTo : MORNING)

function stepOf(dueAt: number, at: number) {
  const days = daysBetween(dayOf(dueAt), dayOf(at))
  return days < 60 ? STEPS.findLast((step) => step <= days) : Math.floor(days / 30) * 30
}

function lateness(dueAt: number, at: number) {
  const days = daysBetween(dayOf(dueAt), dayOf(at))
  return days > 0 ? ` ${days} 天` : ''
}

function dayWord({ dueAt, dueTime }: Due, at: number) {
  const days = daysBetween(dayOf(at), dayOf(dueAt))
  const word = ['今天', '明天', '后天'][days] ?? dayOf(dueAt).slice(5)
  return dueTime ? `${word} ${dueTime} ` : word
}
