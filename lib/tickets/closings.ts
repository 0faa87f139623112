import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Source, Tx } from '#db/client'
import { ticketClosings, ticketScores } from '#db/schema/tickets'
import { authorOf, type Grant } from '../kernel/grant.ts'
import type { Ticket } from './model.ts'

export type Closing = Omit<typeof ticketClosings.$inferSelect, 'id' | 'byId'>
export type Given = Pick<typeof ticketScores.$inferSelect, 'ticketId' | 'score' | 'at'>

/** Keeps how a ticket stood when it was closed, for the figures of that month (S0-46). */
export const keepClosing = (
  tx: Tx,
  me: Grant,
  { id, handlingMinutes, cause, solution, departmentId, handlerId }: Ticket,
  closedAt: number,
) =>
  tx
    .insert(ticketClosings)
    .values({ ticketId: id, closedAt, handlingMinutes, cause, solution, departmentId, handlerId, byId: authorOf(me.actor) })
    .run()

/** The closing that stood stands no more since this moment; it stays in the figures of its month. */
export const endClosing = (tx: Tx, ticketId: number, reopenedAt: number) =>
  tx
    .update(ticketClosings)
    .set({ reopenedAt })
    .where(and(eq(ticketClosings.ticketId, ticketId), isNull(ticketClosings.reopenedAt)))
    .run()

/** When a ticket was last opened again; undefined where it never was. */
export const lastReopening = (tx: Tx, ticketId: number): number | undefined =>
  tx
    .select({ at: ticketClosings.reopenedAt })
    .from(ticketClosings)
    .where(and(eq(ticketClosings.ticketId, ticketId), isNotNull(ticketClosings.reopenedAt)))
    .orderBy(desc(ticketClosings.closedAt))
    .limit(1)
    .get()?.at ?? undefined

/** Every closing and every score of these tickets, in their order. */
export function listRounds(ticketIds: number[], from: Source): { closings: Map<number, Closing[]>; scores: Map<number, Given[]> } {
  if (ticketIds.length === 0) return { closings: new Map(), scores: new Map() }
  const closings = from
    .select()
    .from(ticketClosings)
    .where(inArray(ticketClosings.ticketId, ticketIds))
    .orderBy(asc(ticketClosings.ticketId), asc(ticketClosings.closedAt))
    .all()
  const scores = from
    .select({ ticketId: ticketScores.ticketId, score: ticketScores.score, at: ticketScores.at })
    .from(ticketScores)
    .where(inArray(ticketScores.ticketId, ticketIds))
    .orderBy(asc(ticketScores.ticketId), asc(ticketScores.id))
    .all()
  return {
    closings: Map.groupBy(closings, ({ ticketId }) => ticketId),
    scores: Map.groupBy(scores, ({ ticketId }) => ticketId),
  }
}
