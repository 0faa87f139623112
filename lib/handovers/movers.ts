import { and, eq, inArray, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Source, Tx } from '#db/client'
import { collaborators, savedViews } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { importJobs } from '#db/schema/imports'
import { users } from '#db/schema/people'
import { renewTerms } from '../customers/terms.ts'
import { now } from '../kernel/time.ts'
import { openTicket } from '../tickets/hand-on.ts'
import { COLUMNS_PAGE } from '../views/model.ts'

/** One thing of a person who leaves, and the customer whose successor gets it; without one the main successor does. */
export type Held = { id: number; customerId: number | null }
type Way = { id: number; fromId: number; toId: number }

/**
 * Beside customers, what a person hands on by leaving. A module whose rows belong to people adds its own here.
 * `next` finds a portion of what is left; `give` moves one and says as what kind that is kept; `back` says whether one that was
 * moved could be given back, which is no longer so once somebody has moved it on.
 */
export type Mover = {
  kinds: readonly string[]
  label: string
  unit: string
  count: (from: Source, userId: number) => number
  next: (tx: Tx, userId: number, limit: number) => Held[]
  give: (tx: Tx, way: Way) => string
  back: (tx: Tx, kind: string, way: Way) => boolean
}

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

// The successor may work on the customer already: then there is nothing to hand on, only to give back.
const collaboration: Mover = {
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

const waiting = (userId: number) => and(eq(importJobs.createdBy, userId), inArray(importJobs.status, ['mapping', 'checked']))

const pendingImport: Mover = {
  kinds: ['import'],
  label: '未完成的导入',
  unit: '份',
  count: (from, userId) => counted(from, importJobs, waiting(userId)),
  next: (tx, userId, limit) =>
    tx.select({ id: importJobs.id, customerId: none }).from(importJobs).where(waiting(userId)).limit(limit).all(),
  give: (tx, { id, toId }) => {
    tx.update(importJobs).set({ createdBy: toId }).where(eq(importJobs.id, id)).run()
    return 'import'
  },
  back: (tx, _, { id, fromId, toId }) =>
    tx
      .update(importJobs)
      .set({ createdBy: fromId })
      .where(and(eq(importJobs.id, id), waiting(toId)))
      .run().changes > 0,
}

const shared = (userId: number) => and(eq(savedViews.ownerId, userId), eq(savedViews.shared, true), ne(savedViews.page, COLUMNS_PAGE))
const passed = (id: number) => `（移交${id}）`

// Nobody has two views of one name: that of whoever leaves gets its number behind it.
const sharedView: Mover = {
  kinds: ['view', 'viewRenamed'],
  label: '共享视图',
  unit: '个',
  count: (from, userId) => counted(from, savedViews, shared(userId)),
  next: (tx, userId, limit) => tx.select({ id: savedViews.id, customerId: none }).from(savedViews).where(shared(userId)).limit(limit).all(),
  give: (tx, { id, toId }) => {
    const view = tx.select().from(savedViews).where(eq(savedViews.id, id)).get()!
    const same = and(eq(savedViews.page, view.page), eq(savedViews.ownerId, toId), eq(savedViews.name, view.name))
    const isTaken = tx.select({ id: savedViews.id }).from(savedViews).where(same).get() !== undefined
    tx.update(savedViews)
      .set({ ownerId: toId, name: isTaken ? view.name + passed(id) : view.name })
      .where(eq(savedViews.id, id))
      .run()
    return isTaken ? 'viewRenamed' : 'view'
  },
  back: (tx, _, { id, fromId, toId }) =>
    tx
      .update(savedViews)
      .set({ ownerId: fromId, name: sql`replace(${savedViews.name}, ${passed(id)}, '')` })
      .where(and(eq(savedViews.id, id), eq(savedViews.ownerId, toId)))
      .run().changes > 0,
}

const binnedOf = (userId: number) => and(eq(customers.ownerId, userId), isNotNull(customers.deletedAt))

// They have no lines to tick and stand in no list, but come back to somebody who is there.
const binned: Mover = {
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
const none = sql<null>`null`
const counted = (from: Source, table: SQLiteTable, where: SQL | undefined) =>
  from.select({ n: sql<number>`count(*)` }).from(table).where(where).get()?.n ?? 0

export const movers: readonly Mover[] = [openTodo, openTicket, collaboration, binned, pendingImport, sharedView]

export const moverOf = (kind: string) => movers.find(({ kinds }) => kinds.includes(kind))
