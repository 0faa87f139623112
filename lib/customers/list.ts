import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { SelectResultFields } from 'drizzle-orm/query-builders/select.types'
import { builtOnce, reader, type Source } from '#db/client'
import { collaborators, profiles } from '#db/schema/archive'
import { customers, customerTotals } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { searchQuery } from '../formats/search.ts'
import { departmentOf, type Grant, idOf, within } from '../kernel/grant.ts'
import { endOf, now, today } from '../kernel/time.ts'
import type { DecisionCycle, ServiceCategory, Urgency } from '../profiles/model.ts'
import { type CustomerType, facet, type Level, type Potential, type Status } from './model.ts'
import { type CustomerGrant, isHelping, living, reached, shown } from './queries.ts'

export const sorts = ['newest', 'name', 'createdOn', 'lastContact', 'nextDue'] as const
export type Sort = (typeof sorts)[number]
/** What a person may ask of the list; `owner` 0 is nobody. */
export type CustomerFilter = {
  q?: string
  type?: CustomerType
  level?: Level
  potential?: Potential
  status?: Status
  source?: string
  industry?: string
  /** One word among the tags. */
  tag?: string
  category?: ServiceCategory
  urgency?: Urgency
  cycle?: DecisionCycle
  owner?: number
  next?: 'none' | 'overdue' | 'today' | 'week'
  from?: string
  to?: string
  sort?: Sort
  dir?: 'asc' | 'desc'
  page?: number
  size?: number
}

/** Beyond this many hits the list says "more than", and sorts by walking the sort's own index instead of gathering the hits. */
export const CAP = 10_000
/** Up to so many hits are gathered and sorted. */
const FEW = 2000
const WEEK = 7

/**
 * One page of customers. Three ways, each bounded whatever the number of customers:
 * no filter: the sort's index and the kept totals; few hits: gathered from the word index and sorted; many hits: the sort's index is walked
 * and each row asked, which ends soon because many rows fit.
 */
export function listCustomers(me: Grant<'customer.read'>, filter: CustomerFilter, from: Source = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const ask = asked(me, filter, from)
  const total = countHits(me, ask, from)
  const capped = !ask.kept && total > CAP
  const last = capped ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.ceil(total / size))
  const page = Math.min(Math.max(filter.page ?? 1, 1), last)
  const ids = pageOfIds(ask, filter, total, size, (page - 1) * size, from)
  return { rows: rowsOf(ids, from), total: capped ? CAP : total, capped, page, size }
}

/** Up to `limit` names for a typed beginning, newest first: for the search field and for choosing a customer. */
export function matchCustomers(me: Grant<'customer.read'>, q: string, limit = 10, from: Source = reader()) {
  const ask = asked(me, { q }, from)
  if (!ask.match || searchQuery(q).length === 0) return []
  return rowsOf(idsByMatch(ask.match, limit, 0, 'desc', from), from)
}

/** Everybody a filter finds, in the list's own order, up to `most`: what a deed about many, or an export, is about. */
export function listCustomerIds(me: CustomerGrant, filter: CustomerFilter, most: number, from: Source = reader()): number[] {
  const ask = asked(me, filter, from)
  return pageOfIds(ask, filter, countHits(me, ask, from), most, 0, from)
}

/** Those of these customers that stand within reach, in the order given. */
export function listLiving(me: CustomerGrant, wanted: number[], from: Source = reader()): number[] {
  const found = from
    .select({ id: customers.id })
    .from(customers)
    .where(living(me, inArray(customers.id, wanted)))
    .all()
  const there = new Set(found.map((row) => row.id))
  return wanted.filter((one) => there.has(one))
}

/** The names of those of these customers that stand within reach. */
export function listNames(me: CustomerGrant, wanted: number[], from: Source = reader()): string[] {
  const rows = from
    .select({ name: customers.name })
    .from(customers)
    .where(living(me, inArray(customers.id, wanted)))
    .all()
  return rows.map(({ name }) => name)
}

/** The rows of an export, in the order asked for: every secret by its mask. */
export function listForExport(ids: number[], from: Source = reader()) {
  const rows = from
    .select({ ...shown, ownerMasked: users.nameMasked })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(inArray(customers.id, ids))
    .all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** How many customers answer a filter, up to CAP + 1. */
export function countCustomers(me: CustomerGrant, filter: CustomerFilter, from: Source = reader()) {
  return countHits(me, asked(me, filter, from), from)
}

type Asked = {
  match: string
  text: string
  plain: SQL | undefined
  scope: SQL | undefined
  range: SQL | undefined
  kept: boolean
  hopeless: boolean
  shares: boolean
}

function asked(me: CustomerGrant, f: CustomerFilter, from: Source): Asked {
  const words = f.q ? searchQuery(f.q) : []
  const shares = isHelping(me, from)
  const range = and(
    f.from ? gte(customers.createdOn, f.from) : undefined,
    f.to ? lte(customers.createdOn, f.to) : undefined,
    nextIs(f.next),
  )
  const quoted = [...words, ...filterFacets(f)].map((word) => `"${word}"`).join(' ')
  const match = [quoted, scopeMatch(me, shares)].filter(Boolean).join(' AND ')
  return {
    match: range && (quoted === '' || isFewer(range, match, from)) ? '' : match,
    text: [...words, ...(f.tag ? [facet('tag', f.tag)] : [])].map((word) => `"${word}"`).join(' '),
    plain: plainOf(f),
    scope: and(isNull(customers.deletedAt), shares ? reached(me) : within(me, customers.ownerId, customers.departmentId)),
    range,
    kept: quoted === '' && !range,
    shares,
    hopeless: Boolean(f.q?.trim()) && words.length === 0,
  }
}

// Dates have indexes of their own; whichever of dates and words leaves fewer customers leads.
const isFewer = (range: SQL, match: string, from: Source) =>
  numberOf(sql`select 1 from customers where ${range} and deleted_at is null`, from) <
  numberOf(sql`select 1 from customer_search where customer_search match ${match}`, from)

const numberOf = (found: SQL, from: Source) => from.get<{ n: number }>(sql`select count(*) as n from (${found} limit ${CAP + 1})`)?.n ?? 0

// Who helps with nobody's customers is asked about nothing more than their own.
function scopeMatch(me: CustomerGrant, shares: boolean) {
  if (me.reach === 'all') return ''
  const department = departmentOf(me.actor)
  const own = me.reach === 'department' && department !== null ? facet('dep', department) : facet('own', idOf(me.actor))
  return shares ? `("${own}" OR "${facet('col', idOf(me.actor))}")` : `"${own}"`
}

function filterFacets(f: CustomerFilter) {
  const one = (kind: Parameters<typeof facet>[0], value: string | number | undefined) => (value === undefined ? [] : [facet(kind, value)])
  return [
    ...one('typ', f.type),
    ...one('lvl', f.level),
    ...one('pot', f.potential),
    ...one('sts', f.status),
    ...one('src', f.source),
    ...one('tag', f.tag),
    ...one('cat', f.category),
    ...one('urg', f.urgency),
    ...one('cyc', f.cycle),
    ...one('own', f.owner),
    ...one(f.industry && f.industry.length === 1 ? 'sec' : 'ind', f.industry),
  ]
}

function plainOf(f: CustomerFilter) {
  return and(
    f.type && eq(customers.type, f.type),
    f.level && eq(customers.level, f.level),
    f.potential && eq(customers.potential, f.potential),
    f.status && eq(customers.status, f.status),
    f.source ? eq(customers.source, f.source) : undefined,
    f.owner === undefined ? undefined : f.owner === 0 ? isNull(customers.ownerId) : eq(customers.ownerId, f.owner),
    f.industry
      ? f.industry.length === 1
        ? sql`substr(${customers.industry}, 1, 1) = ${f.industry}`
        : eq(customers.industry, f.industry)
      : undefined,
    f.tag ? sql`instr(${customers.tags}, ${f.tag}) > 0` : undefined,
    profileIs(f),
  )
}

function profileIs({ category, urgency, cycle }: CustomerFilter) {
  const asked = and(
    category && eq(profiles.serviceCategory, category),
    urgency && eq(profiles.urgency, urgency),
    cycle && eq(profiles.decisionCycle, cycle),
  )
  return asked && sql`exists (select 1 from ${profiles} where ${profiles.id} = ${customers.id} and ${asked})`
}

function nextIs(next: CustomerFilter['next']) {
  const tonight = endOf(today())
  if (next === 'none') return isNull(customers.nextDueAt)
  if (next === 'overdue') return lt(customers.nextDueAt, now())
  if (next === 'today') return and(gte(customers.nextDueAt, now()), lte(customers.nextDueAt, tonight))
  return next === 'week' ? and(gte(customers.nextDueAt, tonight + 1), lte(customers.nextDueAt, tonight + WEEK * 86_400_000)) : undefined
}

function countHits(me: CustomerGrant, ask: Asked, from: Source): number {
  if (ask.hopeless) return 0
  if (ask.kept) return keptTotal(me, from) + (ask.shares ? sharedTotal(me, from) : 0)
  if (!ask.match) return numberOf(sql`select 1 from customers where ${askedOfEach(ask)}`, from)
  const found = ask.range
    ? sql`select 1 from customer_search s join customers on customers.id = s.rowid where s.customer_search match ${ask.match} and ${ask.range}`
    : sql`select 1 from customer_search where customer_search match ${ask.match}`
  return numberOf(found, from)
}

// All that is asked, of one customer at a time.
const askedOfEach = ({ plain, range, text, scope }: Asked) => and(scope, plain, range, text ? among(text) : undefined)

function keptTotal(me: CustomerGrant, from: Source) {
  const department = departmentOf(me.actor)
  if (me.reach === 'all') return totalsOfAll(from).get()?.n ?? 0
  if (me.reach === 'department' && department !== null) return totalsOfDepartment(from).get({ department })?.n ?? 0
  return totalsOfOwner(from).get({ owner: idOf(me.actor) })?.n ?? 0
}

const totals = (from: Source, scope?: SQL) =>
  from
    .select({ n: sql<number>`coalesce(sum(${customerTotals.total}), 0)` })
    .from(customerTotals)
    .where(scope)
    .prepare()
const totalsOfAll = builtOnce((from) => totals(from))
const totalsOfDepartment = builtOnce((from) => totals(from, eq(customerTotals.departmentId, sql.placeholder('department'))))
const totalsOfOwner = builtOnce((from) => totals(from, eq(customerTotals.ownerId, sql.placeholder('owner'))))

// Those one helps with that the kept totals do not count already.
function sharedTotal(me: CustomerGrant, from: Source) {
  const own = within(me, customers.ownerId, customers.departmentId)
  const helped = and(eq(collaborators.userId, idOf(me.actor)), isNull(customers.deletedAt), own && sql`(${own}) is not true`)
  const inside = sql`select 1 from collaborators join customers on customers.id = collaborators.customer_id where ${helped}`
  return from.get<{ n: number }>(sql`select count(*) as n from (${inside})`)?.n ?? 0
}

function pageOfIds(ask: Asked, f: CustomerFilter, total: number, size: number, offset: number, from: Source): number[] {
  if (total === 0) return []
  const sort = f.sort ?? 'newest'
  const dir = f.dir ?? (sort === 'newest' ? 'desc' : 'asc')
  if (!ask.match && !ask.range) return idsOfAll(sort, dir, total, size, offset, from)
  if (ask.match && sort === 'newest' && !ask.range) return idsByMatch(ask.match, size, offset, dir, from)
  const paging = sql`order by ${orders[sort](dir)} limit ${size} offset ${offset}`
  if (total <= FEW || (total <= CAP && ask.range)) return idsGathered(ask, paging, from)
  const where = total <= CAP ? and(isNull(customers.deletedAt), among(ask.match)) : askedOfEach(ask)
  return ids(sql`select id from ${along(sort)} where ${where} ${paging}`, from)
}

// Few hits: taken together and sorted.
const idsGathered = (ask: Asked, paging: SQL, from: Source) =>
  ask.match
    ? ids(
        sql`select customers.id from customer_search s join customers on customers.id = s.rowid where s.customer_search match ${ask.match} and ${ask.range ?? sql`1`} ${paging}`,
        from,
      )
    : ids(sql`select id from customers where ${askedOfEach(ask)} ${paging}`, from)

// Many hits: the index of the order is walked, and each customer asked whether it is among them.
const among = (match: string) => sql`+customers.id in (select rowid from customer_search where customer_search match ${match})`
const along = (sort: Sort) => sql`customers indexed by ${sql.identifier(indexes[sort])}`

// Without any filter each order is an index of its own; a page of the second half is read from the other end.
function idsOfAll(sort: Sort, dir: 'asc' | 'desc', total: number, size: number, offset: number, from: Source): number[] {
  const isBehind = offset > total / 2 && sort !== 'nextDue'
  const [wanted, skipped] = isBehind ? [Math.min(size, total - offset), Math.max(0, total - offset - size)] : [size, offset]
  const order = orders[sort](isBehind === (dir === 'asc') ? 'desc' : 'asc')
  const found = ids(sql`select id from ${along(sort)} where deleted_at is null order by ${order} limit ${wanted} offset ${skipped}`, from)
  return isBehind ? found.reverse() : found
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

const idsByMatch = (match: string, size: number, offset: number, dir: 'asc' | 'desc', from: Source) =>
  from
    .all<{ rowid: number }>(
      sql`select rowid from customer_search where customer_search match ${match} order by ${dir === 'asc' ? sql`rowid asc` : sql`rowid desc`} limit ${size} offset ${offset}`,
    )
    .map((row) => row.rowid)

type Listed = Omit<SelectResultFields<typeof listed>, 'demo' | 'ownerMasked'> & { demo: number; ownerMasked: string | null }

function rowsOf(wanted: number[], from: Source) {
  if (wanted.length === 0) return []
  const rows = from.all<Listed>(sql`${rowsAmong} where ${customers.id} in (select value from json_each(${JSON.stringify(wanted)}))`)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return wanted.flatMap((id) => byId.get(id) ?? [])
}

// A list needs the beginning of a note, and no more of it.
const listed = { ...shown, note: sql<string>`substr(${customers.note}, 1, 200)`, ownerMasked: users.nameMasked }

// Read as SQLite names them: for fifty rows the builder's decoding takes longer than the reading.
const rowsAmong = sql`select ${sql.join(
  Object.entries(listed).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
  sql`, `,
)} from ${customers} left join ${users} on ${eq(users.id, customers.ownerId)}`
