import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { savedViews } from '#db/schema/archive'
import { importJobs } from '#db/schema/imports'
import { COLUMNS_PAGE } from '../views/model.ts'
import { counted, type Mover, none } from './mover.ts'

const waiting = (userId: number) => and(eq(importJobs.createdBy, userId), inArray(importJobs.status, ['mapping', 'checked']))

export const pendingImport: Mover = {
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
export const sharedView: Mover = {
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
