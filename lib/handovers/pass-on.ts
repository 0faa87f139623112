import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { todos } from '#db/schema/followups'
import { handoverLines, handoverMoves, handovers } from '#db/schema/handovers'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import type { Todo } from '../followups/model.ts'
import { now } from '../kernel/time.ts'
import { linesOf } from './lines.ts'
import type { Handover } from './model.ts'

type Deal = Pick<Handover, 'fromId' | 'toId' | 'byId' | 'reason'> & { leaveId?: number }
export type MovedTodo = { before: Todo; after: Todo }

/** Opens the record of what passes from one person to another. */
export const openHandover = (tx: Tx, deal: Deal): Handover =>
  tx
    .insert(handovers)
    .values({ ...deal, at: now() })
    .returning()
    .get()

/** Writes down that customers, which stand with the new owner already, have changed hands: their book, and the old owner's open to-dos of theirs go along. */
export function passOn(tx: Tx, handover: Handover, ids: number[]): MovedTodo[] {
  const moved = handover.fromId === null ? [] : moveTodos(tx, handover, ids)
  noteMoves(tx, handover.id, 'customer', ids)
  noteMoves(
    tx,
    handover.id,
    'todo',
    moved.map(({ after }) => after.id),
  )
  closeOpenLines(tx, ids, handover.at)
  const lines = linesOf(tx, ids).map((line) => ({ ...line, handoverId: handover.id }))
  while (lines.length > 0) tx.insert(handoverLines).values(lines.splice(0, 500)).run()
  return moved
}

export function noteMoves(tx: Tx, handoverId: number, kind: string, ids: number[]) {
  for (let n = 0; n < ids.length; n += 500)
    tx.insert(handoverMoves)
      .values(ids.slice(n, n + 500).map((rowId) => ({ handoverId, kind, rowId })))
      .onConflictDoUpdate({ target: [handoverMoves.handoverId, handoverMoves.kind, handoverMoves.rowId], set: { state: null } })
      .run()
}

/** Tells the new owner, unless it was their own doing. */
export function tellReceiver(tx: Tx, id: number) {
  const { fromId, toId, byId, customers, todos: steps } = tx.select().from(handovers).where(eq(handovers.id, id)).get()!
  if (toId === byId) return
  const from = fromId === null ? undefined : tx.select({ name: users.name }).from(users).where(eq(users.id, fromId)).get()
  const what = [customers > 0 && `${customers} 位客户`, steps > 0 && `${steps} 项待办`].filter(Boolean).join('、') || '资料'
  tx.insert(notifications)
    .values({
      userId: toId,
      key: `handover:${id}`,
      kind: 'assigned',
      title: `${from ? `${from.name} 的` : ''}${what}已移交给你，请查看交接书`,
      href: `/handovers/${id}`,
      createdAt: now(),
    })
    .onConflictDoNothing({ target: [notifications.userId, notifications.key] })
    .run()
}

/** Takes a record back: its lines are closed, and those of the owner before, which it had closed, are open again. */
export function undoHandover(tx: Tx, id: number) {
  const handover = tx.select().from(handovers).where(eq(handovers.id, id)).get()!
  const customers = sql`(select row_id from ${handoverMoves} where handover_id = ${id} and kind = 'customer')`
  tx.update(handoverLines)
    .set({ tickedAt: null })
    .where(and(sql`${handoverLines.customerId} in ${customers}`, isNull(handoverLines.tickedBy), eq(handoverLines.tickedAt, handover.at)))
    .run()
  tx.update(handoverLines)
    .set({ tickedAt: now() })
    .where(and(eq(handoverLines.handoverId, id), isNull(handoverLines.tickedAt)))
    .run()
  tx.update(handoverMoves).set({ state: 'back' }).where(eq(handoverMoves.handoverId, id)).run()
  tx.update(handovers).set({ undoneAt: now() }).where(eq(handovers.id, id)).run()
  tx.delete(notifications)
    .where(and(eq(notifications.userId, handover.toId), eq(notifications.key, `handover:${id}`)))
    .run()
}

/** Nobody needs to tick any longer what an earlier owner was to be told of these customers; of one book, or of all. */
export function closeOpenLines(tx: Tx, ids: number[], at: number, handoverId?: number) {
  tx.update(handoverLines)
    .set({ tickedAt: at })
    .where(
      and(
        inArray(handoverLines.customerId, ids),
        isNull(handoverLines.tickedAt),
        handoverId === undefined ? undefined : eq(handoverLines.handoverId, handoverId),
      ),
    )
    .run()
}

function moveTodos(tx: Tx, { fromId, toId }: Handover, ids: number[]): MovedTodo[] {
  // By customer: whoever leaves may hold very many.
  const mine = and(inArray(todos.customerId, ids), eq(todos.status, 'open'), sql`+${todos.assigneeId} = ${fromId}`)
  const before = tx.select().from(todos).where(mine).all()
  if (before.length > 0)
    tx.update(todos)
      .set({ assigneeId: toId, version: sql`${todos.version} + 1` })
      .where(
        inArray(
          todos.id,
          before.map(({ id }) => id),
        ),
      )
      .run()
  return before.map((todo) => ({ before: todo, after: { ...todo, assigneeId: toId, version: todo.version + 1 } }))
}
