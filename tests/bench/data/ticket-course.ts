import { DAY } from '#lib/kernel/time'
import type { Pause } from '#lib/sla/clock'
import { momentsFor } from '#lib/tickets/clock'
import type { Status } from '#lib/tickets/labels'
import { handlingMinutes, type Ticket } from '#lib/tickets/model'
import { between, type Dice, weighted } from './dice.ts'
import type { TicketWorld } from './ticket.ts'

type Moments = Pick<Ticket, 'assignedAt' | 'receivedAt' | 'respondedAt' | 'resolvedAt' | 'closedAt'>
/** How far a ticket has come, when it got there, and when it waited for its customer. */
export type Course = Moments & { status: Status; pauses: Pause[] }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const none: Moments = { assignedAt: null, receivedAt: null, respondedAt: null, resolvedAt: null, closedAt: null }

/** Most are over within days, four of ten within months; what is not over yet stands where the last days have led it. */
export function courseOf(createdAt: number, at: number, isVoid: boolean, roll: Dice): Course {
  const took = roll() < 0.6 ? between(roll, 5 * HOUR, 8 * DAY) : between(roll, 8 * DAY, 100 * DAY)
  if (isVoid) return { ...none, assignedAt: createdAt, status: 'void', pauses: [] }
  return createdAt + took <= at ? closed(createdAt, took, roll) : standing(createdAt, at, roll)
}

function closed(createdAt: number, took: number, roll: Dice): Course {
  const [receivedAt, respondedAt] = answered(createdAt, took, roll)
  const resolvedAt = createdAt + Math.floor(took * 0.85)
  const waits = roll() < 0.2
  const from = respondedAt + Math.floor((resolvedAt - respondedAt) * 0.2)
  const pauses = waits ? [{ from, to: from + Math.floor((resolvedAt - from) * roll()) }] : []
  return { assignedAt: createdAt, receivedAt, respondedAt, resolvedAt, closedAt: createdAt + took, status: 'closed', pauses }
}

// One of ten late, each time.
function answered(createdAt: number, took: number, roll: Dice): [number, number] {
  const receivedAt = createdAt + Math.min(took * 0.1, roll() < 0.9 ? between(roll, MINUTE, 2 * HOUR) : between(roll, 2 * HOUR, 9 * HOUR))
  const respondedAt = receivedAt + Math.min(took * 0.5, roll() < 0.9 ? between(roll, MINUTE, DAY) : between(roll, DAY, 3 * DAY))
  return [Math.floor(receivedAt), Math.floor(respondedAt)]
}

// The present step began within the last days, however old the ticket is: it was handed on.
function standing(createdAt: number, at: number, roll: Dice): Course {
  const status = weighted(roll, [
    ['unassigned', 5],
    ['unreceived', 10],
    ['unanswered', 15],
    ['working', 32],
    ['waiting', 23],
    ['revisit', 15],
  ] as const)
  const ago = (longest: number) => Math.max(createdAt, at - Math.floor(roll() ** 1.5 * longest))
  const assignedAt = ago(status === 'unassigned' || status === 'unreceived' ? 3 * HOUR : status === 'unanswered' ? 1.3 * DAY : 5 * DAY)
  const course = { ...none, assignedAt, status, pauses: [] as Pause[] }
  if (status === 'unassigned' || status === 'unreceived') return course
  const receivedAt = assignedAt + Math.floor((at - assignedAt) * 0.05)
  if (status === 'unanswered') return { ...course, receivedAt }
  const respondedAt = receivedAt + Math.floor((at - receivedAt) * 0.2)
  if (status === 'working') return { ...course, receivedAt, respondedAt }
  const last = respondedAt + Math.floor((at - respondedAt) * 0.6)
  if (status === 'waiting') return { ...course, receivedAt, respondedAt, pauses: [{ from: last, to: null }] }
  return { ...course, receivedAt, respondedAt, resolvedAt: last }
}

const way: Status[] = ['unreceived', 'unanswered', 'working', 'revisit']

/** The due moments a ticket has gathered on its way, each written when its state began, as the product does. */
export function dueMoments({ calendar }: TicketWorld, ticket: Ticket, pauses: Pause[]): Ticket {
  const passed = way.filter((status) => reached(ticket, status))
  const ended = pauses.filter(({ to }) => to !== null)
  let row = ticket
  for (const status of passed) row = { ...row, ...momentsFor({ ...row, status }, ended, calendar) }
  return { ...row, ...momentsFor(row, pauses, calendar) }
}

const reached = (t: Ticket, status: Status) =>
  status === 'unanswered'
    ? t.receivedAt !== null
    : status === 'working'
      ? t.respondedAt !== null
      : status === 'revisit'
        ? t.resolvedAt !== null
        : true

/** Minutes from receipt to solution, where there is one. */
export const minutesOf = ({ receivedAt, resolvedAt, pauses }: Course) =>
  receivedAt === null || resolvedAt === null
    ? null
    : handlingMinutes(
        receivedAt,
        resolvedAt,
        pauses.map(({ from, to }) => ({ fromAt: from, toAt: to })),
      )
