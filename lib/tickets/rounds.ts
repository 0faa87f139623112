import type { Closing, Given } from './closings.ts'
import type { Fact } from './figures.ts'

export type Bare = Omit<Fact, 'openedAt' | 'followedAt'>

/** A ticket that was never opened again. */
export const onlyRound = (ticket: Bare): Fact => ({ ...ticket, openedAt: ticket.createdAt, followedAt: null })

/** One fact for each time a ticket was open: those that ended as they were when it was closed, the last as it is now; each with the score given in its time. */
export function roundsOf(ticket: Bare, closings: readonly Closing[], scores: readonly Given[]): Fact[] {
  const openings = [ticket.createdAt, ...closings.flatMap(({ reopenedAt }) => reopenedAt ?? [])]
  return openings.map((openedAt, n) => {
    const [until, closing] = [openings[n + 1] ?? Number.POSITIVE_INFINITY, closings[n]]
    const score = scores.findLast(({ at }) => at >= openedAt && at < until)?.score ?? null
    return { ...ticket, ...(closing && asClosed(closing)), score, openedAt, followedAt: closings[n + 1]?.closedAt ?? null }
  })
}

const asClosed = ({ closedAt, handlingMinutes, cause, solution, departmentId, handlerId }: Closing) => ({
  closedAt,
  handlingMinutes,
  cause,
  solution,
  departmentId,
  handlerId,
})
