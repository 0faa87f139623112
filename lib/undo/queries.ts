import { and, eq, isNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { undos } from '#db/schema/handovers'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf, type User } from '../kernel/grant.ts'

/** One's own deed that can be taken back; anybody else's is not there. */
export function findUndo(me: Grant<'undo.takeBack'>, id: number, from: Source = reader()) {
  const found = from
    .select()
    .from(undos)
    .where(and(eq(undos.id, id), eq(undos.userId, idOf(me.actor))))
    .get()
  if (!found) throw new Missing('可以撤销的操作')
  return found
}

/** How many rows one's own deed changed; 0 where there is none such. */
export const countUndo = (me: Grant<'undo.takeBack'>, id: number, from: Source = reader()): number =>
  from
    .select({ n: sql<number>`json_array_length(${undos.rows})` })
    .from(undos)
    .where(and(eq(undos.id, id), eq(undos.userId, idOf(me.actor))))
    .get()?.n ?? 0

/** The way back from what this very request did, if there is one. */
export function undoOfRequest(user: User, from: Source = reader()): number | undefined {
  const request = user.from?.request
  if (!request) return undefined
  return from
    .select({ id: undos.id })
    .from(undos)
    .where(and(eq(undos.userId, user.id), eq(undos.request, request), isNull(undos.usedAt)))
    .get()?.id
}
