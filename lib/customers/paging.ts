import { and, asc, type Column, desc, isNull, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { customerTiers } from '#db/schema/tiers'
import { literal, rowsOnce } from '#db/statements'
import { CAP } from '../kernel/pages.ts'
import type { Asked, CustomerFilter, Sort } from './asking.ts'
import { among } from './conditions.ts'
import { fitting, hasLabel, type Label, ownOf } from './labelled.ts'
import { FEW } from './sums.ts'

/** The ids of one page of what is asked, in the order asked for. */
export function pageOfIds(ask: Asked, f: CustomerFilter, total: number, size: number, offset: number, from: Source): number[] {
  if (total === 0) return []
  const sort = f.sort ?? 'newest'
  const dir = f.dir ?? (sort === 'newest' ? 'desc' : 'asc')
  if (ask.label) return idsLabelled(ask, labelInOrder(ask.label, ask, sort, dir), { sort, dir, total, size, offset }, from)
  if (!ask.match && !ask.range) return idsOfAll(sort, dir, total, size, offset, from)
  if (ask.match && sort === 'newest' && !ask.range) return idsByMatch(ask.match, size, offset, dir, from)
  const paging = sql`order by ${orderBy(sort, dir)} limit ${literal(size)} offset ${offset}`
  if (total <= FEW || (total <= CAP && ask.range)) return idsGathered(ask, sort, dir, { size, offset }, from)
  const where = total <= CAP ? and(isNull(customers.deletedAt), among(ask.match)) : ask.each
  return ids(sql`select id from ${along(sort)} where ${where} ${paging}`, from)
}

type Page = { sort: Sort; dir: 'asc' | 'desc'; total: number; size: number; offset: number }

// With a label: what was gathered is sorted; of very many, an index of the order is walked.
function idsLabelled(ask: Asked, inOrder: SQL, { sort, dir, total, size, offset }: Page, from: Source) {
  const paging = sql`limit ${literal(size)} offset ${offset}`
  if (total > CAP) return ids(sql`${fitting(inOrder, ask.beside)} ${paging}`, from)
  const found = sql`(select value from json_each(${JSON.stringify(ask.found)}))`
  return ids(sql`select id from customers where id in ${found} order by ${orderBy(sort, dir)} ${paging}`, from)
}

// By name, and of those without a label, the order's index is walked and each asked for it; else the label has the order itself.
function labelInOrder(label: Label, { range, days }: Asked, sort: Sort, dir: 'asc' | 'desc') {
  if (label.isRest || sort === 'name')
    return sql`select id from ${along(sort)} where deleted_at is null and ${and(hasLabel(label), range)} order by ${orderBy(sort, dir)}`
  const index = sql`indexed by ${sql.identifier(`customer_tiers_${ownIndexes[sort]}`)}`
  return sql`${ownOf(label, days, index)} order by ${orderBy(sort, dir, labelled)}`
}

const labelled = { ...customerTiers, id: customerTiers.customerId, namePinyin: sql`null` }
const ownIndexes = { newest: 'tier', createdOn: 'created_on', lastContact: 'last_contact', nextDue: 'next_due' } as const

// Few hits: taken together and sorted. The plus keeps them from being looked for along the order instead.
function idsGathered(ask: Asked, sort: Sort, dir: 'asc' | 'desc', { size, offset }: { size: number; offset: number }, from: Source) {
  const paging = sql`order by +${orderBy(sort, dir)} limit ${literal(size)} offset ${offset}`
  return ask.match
    ? ids(
        sql`select customers.id from customer_search s join customers on customers.id = s.rowid where s.customer_search match ${ask.match} and ${ask.range ?? sql`1`} ${paging}`,
        from,
      )
    : ids(sql`select id from customers where ${ask.each} ${paging}`, from)
}

// Many hits: the index of the order is walked, and each customer asked whether it is among them.
const along = (sort: Sort) => sql`customers indexed by ${sql.identifier(indexes[sort])}`

// Without any filter each order is an index of its own; a page of the second half is read from the other end.
function idsOfAll(sort: Sort, dir: 'asc' | 'desc', total: number, size: number, offset: number, from: Source): number[] {
  const isBehind = offset > total / 2 && sort !== 'nextDue'
  const [wanted, skipped] = isBehind ? [Math.min(size, total - offset), Math.max(0, total - offset - size)] : [size, offset]
  const found = walkOf(sort, isBehind === (dir === 'asc') ? 'desc' : 'asc', wanted)(from, { skipped }).map((row) => row.id)
  return isBehind ? found.reverse() : found
}

const walks = new Map<string, ReturnType<typeof rowsOnce<{ id: number }>>>()

function walkOf(sort: Sort, dir: 'asc' | 'desc', wanted: number) {
  const name = `${sort} ${dir} ${wanted}`
  const known = walks.get(name)
  if (known) return known
  const walk = rowsOnce<{ id: number }>(
    sql`select id from ${along(sort)} where deleted_at is null order by ${orderBy(sort, dir)} limit ${literal(wanted)} offset ${sql.placeholder('skipped')}`,
  )
  walks.set(name, walk)
  return walk
}

const indexes: Record<Sort, string> = {
  newest: 'customers_living',
  name: 'customers_pinyin',
  createdOn: 'customers_created_on',
  lastContact: 'customers_last_contact',
  nextDue: 'customers_next_due',
}

type Orders = Record<'id' | 'namePinyin' | 'createdOn' | 'lastContactAt' | 'nextDueAt', Column | SQL>

function orderBy(sort: Sort, dir: 'asc' | 'desc', on: Orders = customers): SQL {
  const by = { newest: on.id, name: on.namePinyin, createdOn: on.createdOn, lastContact: on.lastContactAt, nextDue: on.nextDueAt }[sort]
  const way = dir === 'asc' ? asc(by) : desc(by)
  return sort === 'nextDue' ? sql`${way} nulls last` : way
}

const ids = (query: SQL, from: Source) => from.all<{ id: number }>(query).map((row) => row.id)

/** Ids by the words of the index alone, in the order of registration. */
export const idsByMatch = (match: string, size: number, offset: number, dir: 'asc' | 'desc', from: Source) =>
  from
    .all<{ rowid: number }>(
      sql`select rowid from customer_search where customer_search match ${match} order by ${dir === 'asc' ? sql`rowid asc` : sql`rowid desc`} limit ${literal(size)} offset ${offset}`,
    )
    .map((row) => row.rowid)
