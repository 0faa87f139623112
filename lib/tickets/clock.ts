import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { ticketPauses } from '#db/schema/tickets'
import type { Calendar } from '../sla/calendar.ts'
import { momentsOf, type Pause } from '../sla/clock.ts'
import { minutesFor, type Watched } from '../sla/policy.ts'
import { readCalendar } from '../sla/queries.ts'
import { REVISIT_DAYS, type Ticket } from './model.ts'

type Moments = Pick<Ticket, 'receiveDueAt' | 'respondDueAt' | 'resolveDueAt' | 'dueAt' | 'warnAt'>
export type Watch = { watched: Watched | 'revisit'; start: number; minutes: number; pauses: Pause[] }

const REVISIT_MINUTES = REVISIT_DAYS * 24 * 60
const REVISIT = { time: 'natural', amberPercent: 80 } as const

/** Which clock counts for a ticket in its present state, since when and for how long; none while it waits for the customer or is over. */
export function watchOf(
  t: Pick<Ticket, 'status' | 'assignedAt' | 'createdAt' | 'receivedAt' | 'respondedAt' | 'resolvedAt' | 'reopenings' | 'terms'>,
  pauses: Pause[],
): Watch | undefined {
  const watch = (watched: Watched, start: number, standing: Pause[] = []): Watch => ({
    watched,
    start,
    minutes: minutesFor(watched, t.terms),
    pauses: standing,
  })
  const receipt = t.receivedAt ?? t.createdAt
  // Who was answered before, or opened again, waits since it was last given to somebody.
  const anew = Math.max(receipt, t.assignedAt ?? 0)
  switch (t.status) {
    case 'unassigned':
    case 'unreceived':
      return watch('receive', t.assignedAt ?? t.createdAt)
    case 'unanswered':
      return watch('respond', t.respondedAt === null ? receipt : anew)
    case 'working':
      return watch('resolve', t.reopenings === 0 ? receipt : anew, pauses)
    case 'revisit':
      return { watched: 'revisit', start: t.resolvedAt ?? t.createdAt, minutes: REVISIT_MINUTES, pauses: [] }
    default:
      return undefined
  }
}

/** The due moments as a ticket stores them after a move (S0-43, W-28): what it was due by stays, what counts now is written anew. */
export function momentsFor(t: Ticket, pauses: Pause[], calendar: Calendar): Moments {
  const kept = { receiveDueAt: t.receiveDueAt, respondDueAt: t.respondDueAt, resolveDueAt: t.resolveDueAt, dueAt: null, warnAt: null }
  const watch = watchOf(t, pauses)
  if (!watch) return kept
  const terms = watch.watched === 'revisit' ? REVISIT : t.terms
  const { dueAt, amberAt } = momentsOf(watch.start, watch.minutes, terms, calendar, watch.pauses)
  const own = { receive: 'receiveDueAt', respond: 'respondDueAt', resolve: 'resolveDueAt', revisit: undefined }[watch.watched]
  return { ...kept, ...(own && { [own]: dueAt }), dueAt, warnAt: amberAt }
}

/** The same, read from the database of the transaction. */
export const momentsNow = (tx: Tx, t: Ticket): Moments => momentsFor(t, listPauses(tx, t.id), readCalendar(tx))

/** When a ticket waited for its customer. */
export const listPauses = (tx: Pick<Tx, 'select'>, ticketId: number): Pause[] =>
  tx
    .select({ from: ticketPauses.fromAt, to: ticketPauses.toAt })
    .from(ticketPauses)
    .where(eq(ticketPauses.ticketId, ticketId))
    .orderBy(ticketPauses.fromAt)
    .all()

/** 接收, 响应 … for a clock. */
export const watchedLabels: Record<Watch['watched'], string> = { receive: '接收', respond: '响应', resolve: '解决', revisit: '回访' }
