import { and, eq, sql } from 'drizzle-orm'
import { todos } from '#db/schema/followups'
import { openTicket } from '../tickets/hand-on.ts'
import { counted, type Mover } from './mover.ts'
import { binned, collaboration } from './movers-of-customers.ts'
import { pendingImport, sharedView } from './movers-of-papers.ts'

const openTodo: Mover = {
  kinds: ['todo'],
  label: '未完成待办',
  unit: '项',
  count: (from, userId) => counted(from, todos, and(eq(todos.assigneeId, userId), sql`${todos.status} = 'open'`)),
  next: (tx, userId, limit) =>
    tx
      .select({ id: todos.id, customerId: todos.customerId })
      .from(todos)
      .where(and(eq(todos.assigneeId, userId), sql`${todos.status} = 'open'`))
      .limit(limit)
      .all(),
  give: (tx, { id, toId }) => {
    tx.update(todos)
      .set({ assigneeId: toId, version: sql`${todos.version} + 1` })
      .where(eq(todos.id, id))
      .run()
    return 'todo'
  },
  back: (tx, _, { id, fromId, toId }) =>
    tx
      .update(todos)
      .set({ assigneeId: fromId, version: sql`${todos.version} + 1` })
      .where(and(eq(todos.id, id), eq(todos.assigneeId, toId), eq(todos.status, 'open')))
      .run().changes > 0,
}

export const movers: readonly Mover[] = [openTodo, openTicket, collaboration, binned, pendingImport, sharedView]

export const moverOf = (kind: string) => movers.find(({ kinds }) => kinds.includes(kind))
