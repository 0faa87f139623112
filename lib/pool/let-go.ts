import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { poolMoves, poolWarnings } from '#db/schema/sharing'
import type { Customer } from '../customers/model.ts'
import type { Word } from '../kernel/command.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'

/** Into the pool: nobody's from now on, and what was promised waits for whoever takes the customer up. */
export function letGo(tx: Tx, me: Grant, before: Customer, reason: string): Customer {
  const at = now()
  const after = write(tx, before, { ownerId: null, departmentId: null })
  tx.update(todos)
    .set({ assigneeId: null })
    .where(and(eq(todos.customerId, before.id), eq(todos.status, 'open'), eq(todos.assigneeId, before.ownerId!)))
    .run()
  tx.insert(poolMoves)
    .values({ customerId: before.id, kind: 'release', userId: before.ownerId!, by: authorOf(me.actor), reason, at })
    .run()
  tx.delete(poolWarnings).where(eq(poolWarnings.id, before.id)).run()
  return after
}

/** Whose a customer is from now on; its search words are renewed by the caller, after the rows. */
export const write = (tx: Tx, before: Customer, values: Pick<Customer, 'ownerId' | 'departmentId'>): Customer =>
  tx
    .update(customers)
    .set({ ...values, updatedAt: now(), version: before.version + 1 })
    .where(eq(customers.id, before.id))
    .returning()
    .get()!

/** A word about the pool to one colleague. */
export const told = (userId: number, key: string, title: string, href: string): Word => ({ userId, key, kind: 'pool', title, href })
