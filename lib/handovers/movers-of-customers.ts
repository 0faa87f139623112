import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { collaborators } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { renewTerms } from '../customers/terms.ts'
import { now } from '../kernel/time.ts'
import { counted, type Mover } from './mover.ts'

// The successor may work on the customer already: then there is nothing to hand on, only to give back.
export const collaboration: Mover = {
  kinds: ['collaborator', 'collaboratorGone'],
  label: '协作客户',
  unit: '位',
  count: (from, userId) => counted(from, collaborators, eq(collaborators.userId, userId)),
  next: (tx, userId, limit) =>
    tx
      .select({ id: collaborators.customerId, customerId: collaborators.customerId })
      .from(collaborators)
      .where(eq(collaborators.userId, userId))
      .limit(limit)
      .all(),
  give: (tx, { id, fromId, toId }) => {
    const owner = tx.select({ id: customers.ownerId }).from(customers).where(eq(customers.id, id)).get()
    drop(tx, id, fromId)
    const joined = owner?.id !== toId && join(tx, id, toId)
    renewTerms(tx, id)
    return joined ? 'collaborator' : 'collaboratorGone'
  },
  back: (tx, kind, { id, fromId, toId }) => {
    if (kind === 'collaborator' && drop(tx, id, toId) === 0) return false
    if (!tx.select({ id: customers.id }).from(customers).where(eq(customers.id, id)).get()) return false
    join(tx, id, fromId)
    renewTerms(tx, id)
    return true
  },
}

const drop = (tx: Tx, customerId: number, userId: number) =>
  tx
    .delete(collaborators)
    .where(and(eq(collaborators.customerId, customerId), eq(collaborators.userId, userId)))
    .run().changes

const join = (tx: Tx, customerId: number, userId: number) =>
  tx.insert(collaborators).values({ customerId, userId, addedAt: now() }).onConflictDoNothing().run().changes > 0

const binnedOf = (userId: number) => and(eq(customers.ownerId, userId), isNotNull(customers.deletedAt))

// They have no lines to tick and stand in no list, but come back to somebody who is there.
export const binned: Mover = {
  kinds: ['binned'],
  label: '回收站里的客户',
  unit: '位',
  count: (from, userId) => counted(from, customers, binnedOf(userId)),
  next: (tx, userId, limit) =>
    tx.select({ id: customers.id, customerId: customers.id }).from(customers).where(binnedOf(userId)).limit(limit).all(),
  give: (tx, { id, toId }) => {
    tx.update(customers)
      .set({ ...houseOf(toId), version: sql`${customers.version} + 1` })
      .where(eq(customers.id, id))
      .run()
    return 'binned'
  },
  back: (tx, _, { id, fromId, toId }) => {
    const values = { ...houseOf(fromId), version: sql`${customers.version} + 1` }
    const { changes } = tx
      .update(customers)
      .set(values)
      .where(and(eq(customers.id, id), eq(customers.ownerId, toId)))
      .run()
    renewTerms(tx, id)
    return changes > 0
  },
}

const houseOf = (ownerId: number) => ({ ownerId, departmentId: sql`(select department_id from ${users} where id = ${ownerId})` })
