import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { now } from '../kernel/time.ts'

/** Takes an invitation's to-do off the desk, where it still lies there. */
export function settleTodo(tx: Tx, todoId: number | null, status: 'done' | 'cancelled', doneBy: number | null) {
  if (todoId === null) return
  tx.update(todos)
    .set({ status, doneAt: now(), doneBy, version: sql`${todos.version} + 1` })
    .where(and(eq(todos.id, todoId), eq(todos.status, 'open')))
    .run()
}

/** Who cares for a customer: its account manager; where that is nobody who is still there, the head of sales of its department. */
export function carerOf(tx: Tx, customerId: number): number | null {
  const { ownerId, departmentId } = tx
    .select({ ownerId: customers.ownerId, departmentId: customers.departmentId })
    .from(customers)
    .where(eq(customers.id, customerId))
    .get()!
  if (ownerId !== null && tx.select().from(users).where(eq(users.id, ownerId)).get()?.active) return ownerId
  if (departmentId === null) return null
  const head = and(eq(users.departmentId, departmentId), eq(users.role, 'sales_manager'), eq(users.active, true))
  return tx.select({ id: users.id }).from(users).where(head).orderBy(users.id).limit(1).get()?.id ?? null
}
