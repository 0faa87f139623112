import { and, asc, type Column, desc, isNull, type SQL, sql } from 'drizzle-orm'
import { customers } from '#db/schema/customers'
import { customerTiers } from '#db/schema/tiers'
import { literal } from '#db/statements'
import type { Asked, Sort } from './asking.ts'
import { hasLabel } from './labelled.ts'

/** So many of an order, from so many on. */
export type Page = { sort: Sort; dir: 'asc' | 'desc'; size: number; offset: number }
/**
 * An index that has customers in an order: everybody's, or a label's own. `days`: the days asked for, in the words of its table;
 * `tellsDays`: they stand in the index itself; `isBound`: it begins and ends with them.
 */
export type Order = {
  rows: SQL
  id: SQL
  where: SQL | undefined
  by: SQL
  days: SQL | undefined
  tellsDays: boolean
  isBound: boolean
  isOwn: boolean
}

const indexes: Record<Sort, string> = {
  newest: 'customers_living',
  name: 'customers_pinyin',
  createdOn: 'customers_created_on',
  lastContact: 'customers_last_contact',
  nextDue: 'customers_next_due',
}
const ownIndexes: Partial<Record<Sort, string>> = {
  createdOn: 'customer_tiers_created_on',
  lastContact: 'customer_tiers_last_contact',
  nextDue: 'customer_tiers_next_due',
}

const told = ['type', 'level', 'potential', 'status', 'source', 'industry', 'ownerId', 'departmentId'] as const
type Key = 'id' | 'namePinyin' | 'createdOn' | 'lastContactAt' | 'nextDueAt'
// Who is alike in an order stands as in its index, so that a page goes on where the one before ended, whichever way each is had.
const keys: Record<Sort, readonly [Key, ...Key[]]> = {
  newest: ['id'],
  name: ['namePinyin', 'id'],
  createdOn: ['createdOn', 'nextDueAt', 'id'],
  lastContact: ['lastContactAt', 'id'],
  nextDue: ['nextDueAt', 'createdOn', 'id'],
}

/** The index to walk for an order: the label's own, where one is asked for that has one. */
export function orderOf({ sort, dir }: Pick<Page, 'sort' | 'dir'>, { label, daysIn, bound }: Partial<Asked>): Order {
  const [tellsDays, isBound] = [sort === 'createdOn' || sort === 'nextDue', bound?.includes(sort) ?? false]
  const own = label && !label.isRest && ownIndexes[sort]
  const columns = own ? keys[sort].map((key) => labelled[key]) : columnsOf(sort, false)
  const order = {
    by: sortedBy(sort, dir, columns),
    days: daysIn?.(own ? customerTiers : customers, !isBound),
    tellsDays,
    isBound,
    isOwn: Boolean(own),
  }
  if (!own)
    return { ...order, rows: sql`customers indexed by ${name(indexes[sort])}`, id: sql`customers.id`, where: isNull(customers.deletedAt) }
  const where = sql`customer_tiers.tier_id = ${label?.id}`
  return { ...order, rows: sql`customer_tiers indexed by ${name(own)}`, id: sql`customer_tiers.customer_id`, where }
}

const name = (index: string) => sql.identifier(index)
const labelled = { ...customerTiers, id: customerTiers.customerId, namePinyin: sql`null` }

// An index of days tells what is plain before the number; a label's own does not.
const columnsOf = (sort: Sort, isOwn: boolean): Column[] =>
  keys[sort].flatMap((key) => (key === 'id' && keys[sort].length === 3 && !isOwn ? [...told, key] : [key])).map((key) => customers[key])

function sortedBy(sort: Sort, dir: 'asc' | 'desc', [first, ...others]: (Column | SQL)[]): SQL {
  const way = dir === 'asc' ? asc : desc
  const nulls = sort === 'nextDue' ? sql` nulls last` : sql``
  return sql.join([sql`${way(first!)}${nulls}`, ...others.map((one) => way(one))], sql`, `)
}

/** A page along an order, of those that fit. */
export const walked = ({ rows, id, where, by }: Order, page: Pick<Page, 'size' | 'offset'>, fits?: SQL) =>
  sql`select ${id} as id from ${rows} where ${and(where, fits)} order by ${by} ${portion(page)}`

/**
 * A page along an order, each customer asked, up to `most` of them: for a label by the number, where the order is not the label's own, and
 * then its row. Where the index tells all that is asked they are not counted.
 */
export function asking(order: Order, page: Page, { each, label, range, isAlone, isPlain }: Asked, most: number) {
  const fits = and(label && (order.isOwn ? living(order.id) : hasLabel(label)), order.tellsDays ? order.days : undefined)
  if (isAlone && (!range || order.tellsDays)) return walked(order, page, fits)
  if (isPlain && order.tellsDays && !order.isOwn) return walked(order, page, each)
  const some = sql`select ${order.id} as id from ${order.rows} where ${and(order.where, fits)} order by ${order.by} limit ${literal(Math.ceil(most))}`
  return sql`select customers.id from (${some}) l cross join customers on customers.id = l.id where ${each} ${portion(page)}`
}

/** Everybody whom days leave, by that index of days in which they are the beginning and the end, and who fits. */
export const alongDays = ({ bound, range }: Pick<Asked, 'bound' | 'range'>, fits?: SQL) =>
  sql`select id from customers indexed by ${name(indexes[bound[0] ?? 'createdOn'])} where ${and(isNull(customers.deletedAt), range, fits)}`

/** Everybody with a label whom days leave, by its own index of days, and of these who is found by words too. */
export const alongOwnDays = ({ label, daysIn }: Pick<Asked, 'label' | 'daysIn'>, match: string) =>
  sql`select customer_id as id from customer_tiers where tier_id = ${label?.id} and ${and(daysIn(customerTiers), match ? among(foundByWords(match), sql`customer_id`) : living(sql`customer_id`))}`

/** A page of what is found by the words, in the order of registration, which is theirs. */
export const alongWords = (match: string, range: SQL | undefined, page: Pick<Page, 'dir' | 'size' | 'offset'>) =>
  sql`${foundByWords(match, range)} order by s.rowid ${page.dir === 'asc' ? sql`asc` : sql`desc`} ${portion(page)}`

/** Whom words find and days leave, each customer's row asked for its days. */
export const foundByWords = (match: string, range?: SQL) =>
  sql`select s.rowid as id from customer_search s ${range ? sql`cross join customers on customers.id = s.rowid` : sql``} where s.customer_search match ${match} and ${range ?? sql`1`}`

/** Customers whose numbers are known. */
export const listed = (ids: number[]) => sql`select value as id from json_each(${JSON.stringify(ids)})`

/** A page of all these customers, sorted as they stand in the index of the order. */
export const sorted = (hits: SQL, { isOwn }: Order, page: Page) =>
  page.sort === 'newest'
    ? sql`select id from (${hits} limit -1) order by id ${page.dir === 'asc' ? sql`asc` : sql`desc`} ${portion(page)}`
    : sql`select customers.id from (${hits} limit -1) h cross join customers on customers.id = h.id order by ${sortedBy(page.sort, page.dir, columnsOf(page.sort, isOwn))} ${portion(page)}`

/** That nobody is told of who lies in the recycle bin, where a label's own rows are walked. */
export const living = (id: SQL) => sql`${id} not in (select id from customers where deleted_at is not null)`

/** Customers that stand in a set. The plus keeps it from being looked through for each. */
export const among = (set: SQL, id: SQL = sql`customers.id`) => sql`+${id} in (${set})`

const portion = ({ size, offset }: Pick<Page, 'size' | 'offset'>) => sql`limit ${literal(size)} offset ${literal(offset)}`

/** Everybody along an order, from the `skipped`th on: a text that is built once, with that as its placeholder. */
export const everybody = (sort: Sort, dir: 'asc' | 'desc', size: number) => {
  const { rows, where, by } = orderOf({ sort, dir }, {})
  return sql`select id from ${rows} where ${where} order by ${by} limit ${literal(size)} offset ${sql.placeholder('skipped')}`
}
