import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { analysisParts, analysisRows } from '#db/schema/analysis'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { living } from '../customers/queries.ts'
import { inOrder } from '../formats/in-order.ts'
import { Missing } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import { idOfRef, PORTION } from './lists.ts'
import { isPart, type Reading, scopeOf } from './queries.ts'

/** One page of what stands behind a figure, of the first `within` where that is said: as of which moment, how many in all, how many of them are listed, and the refs of the page; throws Missing while nothing is worked out. */
export function findList(me: Reading, code: string, page: number, size: number, within?: number, from: Source = reader()) {
  const scope = scopeOf(me) ?? -1
  const made = from.select({ at: analysisParts.at, day: analysisParts.day }).from(analysisParts).where(isPart(scope, 'overview')).get()
  if (!made) throw new Missing('统计')
  const behind = (portions: SQL | undefined) =>
    and(eq(analysisRows.made, made.at), eq(analysisRows.scope, scope), eq(analysisRows.code, code), portions)
  const last = from
    .select({ portion: analysisRows.portion, total: analysisRows.total, refs: analysisRows.refs })
    .from(analysisRows)
    .where(behind(undefined))
    .orderBy(desc(analysisRows.portion))
    .limit(1)
    .get()
  if (!last) return { ...made, total: 0, listed: 0, page: 1, refs: [] }
  const all = last.portion * PORTION + last.refs.split(',').length
  const listed = Math.min(all, within ?? all)
  const shown = pageWithin(listed, { page, size })
  const first = (shown - 1) * size
  const portions = [...new Set([Math.floor(first / PORTION), Math.floor((first + size - 1) / PORTION)])]
  const rows = from
    .select({ refs: analysisRows.refs })
    .from(analysisRows)
    .where(behind(inArray(analysisRows.portion, portions)))
    .orderBy(analysisRows.portion)
    .all()
  const refs = rows.flatMap(({ refs }) => refs.split(','))
  const start = first - portions[0]! * PORTION
  return {
    ...made,
    total: within ?? last.total,
    listed,
    page: shown,
    refs: refs.slice(start, Math.min(start + size, listed - portions[0]! * PORTION)),
  }
}

/** Those of these customers that are within reach, in their order: as a list shows them, with fen of the two years to a day. */
export function listBehind(
  me: Grant<'customer.read'>,
  refs: readonly string[],
  spans: { day: string; since: string; before: string },
  from: Source = reader(),
) {
  const ids = refs.map(idOfRef)
  if (ids.length === 0) return []
  const fenIn = (after: string, upTo: string) =>
    sql<number>`coalesce((select sum(p.amount_fen) from purchases p where p.customer_id = ${customers.id} and p.purchased_on > ${after} and p.purchased_on <= ${upTo}), 0)`
  const rows = from
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      level: customers.level,
      industry: customers.industry,
      owner: users.nameMasked,
      fen: fenIn(spans.since, spans.day),
      beforeFen: fenIn(spans.before, spans.since),
      lastOn: sql<string | null>`(select max(p.purchased_on) from purchases p where p.customer_id = ${customers.id})`,
      lastContactAt: customers.lastContactAt,
      demo: customers.demo,
    })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(living(me, inArray(customers.id, ids)))
    .all()
  return inOrder(ids, rows)
}
