import { and, asc, desc, isNull, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { literal, rowsOnce } from '#db/statements'
import { CAP } from '../kernel/pages.ts'
import type { Asked, CustomerFilter, Sort } from './asking.ts'
import { among } from './conditions.ts'
import { labelledOnly } from './labelled.ts'
import { FEW } from './sums.ts'

/** The ids of one page of what is asked, in the order asked for. */
export function pageOfIds(ask: Asked, f: CustomerFilter, total: number, size: number, offset: number, from: Source): number[] {
  if (total === 0) return []
  const sort = f.sort ?? 'newest'
  const dir = f.dir ?? (sort === 'newest' ? 'desc' : 'asc')
  if (ask.found) return idsLabelled(ask, sort, dir, total, { size, offset }, from)
  if (!ask.match && !ask.range) return idsOfAll(sort, dir, total, size, offset, from)
  if (ask.match && sort === 'newest' && !ask.range) return idsByMatch(ask.match, size, offset, dir, from)
  const paging = sql`order by ${orders[sort](dir)} limit ${literal(size)} offset ${offset}`
  if (total <= FEW || (total <= CAP && ask.range)) return idsGathered(ask, sort, dir, { size, offset }, from)
  const where = total <= CAP ? and(isNull(customers.deletedAt), among(ask.match)) : ask.each
  return ids(sql`select id from ${along(sort)} where ${where} ${paging}`, from)
}

// With a label: what was gathered is sorted; of very many, the index of the order is walked, or the label's own.
function idsLabelled(
  ask: Asked,
  sort: Sort,
  dir: 'asc' | 'desc',
  total: number,
  { size, offset }: { size: number; offset: number },
  from: Source,
) {
  const paging = sql`limit ${literal(size)} offset ${offset}`
  if (total <= CAP)
    return ids(
      sql`select id from customers where id in (select value from json_each(${JSON.stringify(ask.found)})) order by ${orders[sort](dir)} ${paging}`,
      from,
    )
  if (ask.only && sort === 'newest')
    return ids(sql`${labelledOnly(ask.only)} order by customer_id ${dir === 'asc' ? sql`asc` : sql`desc`} ${paging}`, from)
  // The label is asked along the index, and only of whom it fits a row is read.
  const inOrder = sql`select id from ${along(sort)} where deleted_at is null and ${ask.labelled} order by ${orders[sort](dir)}`
  if (!ask.beside) return ids(sql`${inOrder} ${paging}`, from)
  return ids(
    sql`select customers.id from (${inOrder} limit -1) l cross join customers on customers.id = l.id where ${ask.beside} ${paging}`,
    from,
  )
}

// Few hits: taken together and sorted. The plus keeps them from being looked for along the order instead.
function idsGathered(ask: Asked, sort: Sort, dir: 'asc' | 'desc', { size, offset }: { size: number; offset: number }, from: Source) {
  const paging = sql`order by +${orders[sort](dir)} limit ${literal(size)} offset ${offset}`
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
    sql`select id from ${along(sort)} where deleted_at is null order by ${orders[sort](dir)} limit ${literal(wanted)} offset ${sql.placeholder('skipped')}`,
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

const orders: Record<Sort, (dir: 'asc' | 'desc') => SQL> = {
  newest: (dir) => sql`${dir === 'asc' ? asc(customers.id) : desc(customers.id)}`,
  name: (dir) => sql`${dir === 'asc' ? asc(customers.namePinyin) : desc(customers.namePinyin)}`,
  createdOn: (dir) => sql`${dir === 'asc' ? asc(customers.createdOn) : desc(customers.createdOn)}`,
  lastContact: (dir) => sql`${dir === 'asc' ? asc(customers.lastContactAt) : desc(customers.lastContactAt)}`,
  nextDue: (dir) => sql`${dir === 'asc' ? asc(customers.nextDueAt) : desc(customers.nextDueAt)} nulls last`,
}

const ids = (query: SQL, from: Source) => from.all<{ id: number }>(query).map((row) => row.id)

/** Ids by the words of the index alone, in the order of registration. */
export const idsByMatch = (match: string, size: number, offset: number, dir: 'asc' | 'desc', from: Source) =>
  from
    .all<{ rowid: number }>(
      sql`select rowid from customer_search where customer_search match ${match} order by ${dir === 'asc' ? sql`rowid asc` : sql`rowid desc`} limit ${literal(size)} offset ${offset}`,
    )
    .map((row) => row.rowid)
