import { and, asc, desc, eq, ne, or, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { savedViews } from '#db/schema/archive'
import { users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import { type ColumnKey, columnKeys, standardColumns } from '../customers/labels.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { COLUMNS_PAGE, type Page, type SavedView } from './model.ts'

type ViewGrant = Grant<Extract<Permission, `view.${string}`>>

/** One's own views of a list, then those that colleagues share; a view holds a question, and each person gets their own answer to it. */
export function listViews(me: Grant<'view.read'>, page: Page, from: Source = reader()) {
  const mine = idOf(me.actor)
  return viewsOf(from)
    .all({ page, mine })
    .map(({ ownerId, ...view }) => ({ ...view, mine: ownerId === mine }))
}

const viewsOf = builtOnce((from) =>
  from
    .select({
      id: savedViews.id,
      name: savedViews.name,
      query: savedViews.query,
      shared: savedViews.shared,
      ownerId: savedViews.ownerId,
      owner: users.name,
    })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.ownerId))
    .where(
      and(eq(savedViews.page, sql.placeholder('page')), or(eq(savedViews.ownerId, sql.placeholder('mine')), eq(savedViews.shared, true))),
    )
    .orderBy(desc(eq(savedViews.ownerId, sql.placeholder('mine'))), asc(savedViews.name))
    .limit(100)
    .prepare(),
)

/** A view of one's own; another's is not there to be changed. */
export function findOwnView(me: ViewGrant, id: number, from: Source = reader()): SavedView {
  const own = and(eq(savedViews.id, id), eq(savedViews.ownerId, idOf(me.actor)), ne(savedViews.page, COLUMNS_PAGE))
  const view = from.select().from(savedViews).where(own).get()
  if (!view) throw new Missing('视图')
  return view
}

/** The columns this person wants to see of customers, in their order. */
export function columnsOf(me: ViewGrant, from: Source = reader()): readonly ColumnKey[] {
  const kept = findArrangement(me, from)?.query.split(' ') ?? []
  const known = kept.filter((key): key is ColumnKey => columnKeys.some((one) => one === key))
  return known.length > 0 ? known : standardColumns
}

/** The row that keeps them. */
export const findArrangement = (me: ViewGrant, from: Source = reader()) => arrangementOf(from).get({ mine: idOf(me.actor) })

const arrangementOf = builtOnce((from) =>
  from
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.page, COLUMNS_PAGE), eq(savedViews.ownerId, sql.placeholder('mine'))))
    .prepare(),
)
