import type { Message } from '../notifications/model.ts'
import type { Calendar } from '../sla/calendar.ts'
import { type Ladder, ladderAt, minuteOf, stepsReached } from '../sla/clock.ts'
import type { Step } from '../sla/model.ts'
import { stepLabels } from '../sla/model.ts'
import type { listClocked } from './queries-late.ts'
import { lightOf } from './words.ts'

export type Clocked = ReturnType<typeof listClocked>[number] & { number: string; customer: string }
/** Whom each step of the ladder reaches: of a ticket its handler, of its type the head, of the house the manager. */
export type Reachable = { heads: number[]; managers: number[] }

export const hrefOf = (id: number) => `/tickets/${id}`

/** What has to be said of a ticket whose clock runs out: to its handler before it does, then to one after the other, each once (W-03, N-06). */
export function alarmsOf(t: Clocked, { heads, managers }: Reachable, ladder: Ladder, calendar: Calendar, at: number): Message[] {
  const light = lightOf(t, at)
  if (t.dueAt === null || !light || light.tone === 'plain') return []
  const own = t.headId === null ? heads : [t.headId]
  // What nobody handles is the head's to give to somebody.
  const people: Record<Step, number[]> = { handler: t.handlerId === null ? own : [t.handlerId], head: own, manager: managers }
  const say = (to: number[], key: string, title: string): Message[] =>
    to.map((userId) => ({ userId, key: `${key}:${t.id}:${t.dueAt}`, kind: 'overdue', title, href: hrefOf(t.id) }))
  const about = `工单 ${t.number} · ${t.customer}`
  if (minuteOf(at) <= t.dueAt) return say(people.handler, 'ticketSoon', `${light.text}：${about}`)
  const rungs = ladderAt(t.dueAt, ladder, t.status === 'revisit' ? { time: 'natural' } : t.terms, calendar)
  return stepsReached(at, rungs).flatMap((step) =>
    say(
      people[step],
      `ticketLate:${step}`,
      step === 'handler' ? `${light.text}：${about}` : `${light.text}（通知${stepLabels[step]}）：${about}`,
    ),
  )
}
