import { and, count, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { savedViews } from '#db/schema/archive'
import { type ColumnKey, columnKeys, MOST_COLUMNS } from '../customers/labels.ts'
import { command, created, removed, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { idOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { COLUMNS_PAGE, MOST_VIEWS, type Page, pages, type SavedView, viewName, viewQuery } from './model.ts'
import { findArrangement, findOwnView } from './queries.ts'

const id = z.coerce.number().int().positive()
const page = z.enum(Object.keys(pages) as [Page, ...Page[]], '没有这个列表')
const shared = z.preprocess((value) => value === true || value === 'on' || value === '1', z.boolean())
const columnKey = z.enum(columnKeys as [ColumnKey, ...ColumnKey[]], '没有这一列')

/** Keeps a list's question under a name, for oneself or for all (quality 7.12). */
export const createView = command({
  name: 'view.create',
  input: z.strictObject({ page, name: viewName, query: viewQuery, shared: shared.default(false) }),
  run(tx, me, input) {
    const ownerId = idOf(me.actor)
    const mine = and(eq(savedViews.page, input.page), eq(savedViews.ownerId, ownerId))
    if ((tx.select({ n: count() }).from(savedViews).where(mine).get()?.n ?? 0) >= MOST_VIEWS)
      throw new Conflict(`最多保存 ${MOST_VIEWS} 个视图，请先删除不用的`)
    refuseSameName(tx, { ...input, ownerId, id: 0 })
    return created(
      tx
        .insert(savedViews)
        .values({ ...input, ownerId, createdAt: now() })
        .returning()
        .get(),
    )
  },
})

/** Another name, or shared from now on, or no longer. */
export const renameView = command({
  name: 'view.rename',
  input: z.strictObject({ id, name: viewName, shared: shared.default(false) }),
  run(tx, me, { id, ...values }) {
    const before = findOwnView(me, id, tx)
    refuseSameName(tx, { ...before, ...values })
    return updated(before, tx.update(savedViews).set(values).where(eq(savedViews.id, id)).returning().get()!)
  },
})

export const removeView = command({
  name: 'view.remove',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const before = findOwnView(me, id, tx)
    tx.delete(savedViews).where(eq(savedViews.id, id)).run()
    return removed(before)
  },
})

/** Which columns of the customer list one sees, and in which order; the name always stands, and nothing chosen is the standard again. */
export const arrangeColumns = command({
  name: 'view.arrange',
  input: z.strictObject({ columns: z.array(columnKey).max(MOST_COLUMNS, `最多显示 ${MOST_COLUMNS} 列`) }),
  run(tx, me, { columns }) {
    const before = findArrangement(me, tx)
    const wanted: ColumnKey[] = columns.length === 0 || columns.includes('name') ? columns : ['name', ...columns]
    const query = [...new Set(wanted)].join(' ')
    const row = { page: COLUMNS_PAGE, name: 'columns', query, ownerId: idOf(me.actor), createdAt: now() }
    const after = before
      ? tx.update(savedViews).set({ query }).where(eq(savedViews.id, before.id)).returning().get()!
      : tx.insert(savedViews).values(row).returning().get()
    return before ? updated(before, after) : created(after)
  },
})

function refuseSameName(tx: Tx, { id, page, ownerId, name }: Pick<SavedView, 'id' | 'page' | 'ownerId' | 'name'>) {
  const same = and(eq(savedViews.page, page), eq(savedViews.ownerId, ownerId), eq(savedViews.name, name), ne(savedViews.id, id))
  if (tx.select({ id: savedViews.id }).from(savedViews).where(same).get()) throw new Unfit('name', '你已有同名的视图，请换一个名称')
}
