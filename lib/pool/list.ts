import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { poolWarnings } from '#db/schema/sharing'
import { literal } from '#db/statements'
import type { Customer, Level } from '../customers/model.ts'
import { facet } from '../customers/search-words.ts'
import { maskName } from '../formats/mask.ts'
import { splitRegion } from '../formats/regions.ts'
import { searchQuery } from '../formats/search.ts'
import { type Grant, within } from '../kernel/grant.ts'
import { CAP, pageWithin } from '../kernel/pages.ts'
import { dayOf, now } from '../kernel/time.ts'
import { readRules } from './queries.ts'
import { judge } from './queries-night.ts'

/** Where a place is asked for, so many of the newest are looked through. */
export const LOOK = 5000

export type PoolFilter = {
  q?: string
  industry?: string
  source?: string
  level?: Level
  /** A part of name or address, such as 苏州. */
  region?: string
  page?: number
  size?: number
}

/** Customers without an owner, newest first: what they are, never how they are reached; totals are counted up to 10,000. `partial`: a place was looked for among the newest alone. */
export function listPool(_me: Grant<'pool.read'>, filter: PoolFilter, from: Source = reader()) {
  const size = filter.size ?? 50
  const found = poolAsked(filter)
  if (!found) return { rows: [], total: 0, capped: false, partial: false, page: 1, size }
  const counted = countUpTo(found, CAP + 1, from)
  const [total, capped] = [Math.min(counted, CAP), counted > CAP]
  const page = pageWithin(total, { page: filter.page, size })
  const ids = from
    .all<{ id: number }>(sql`${found} order by id desc limit ${literal(size)} offset ${(page - 1) * size}`)
    .map(({ id }) => id)
  const rows = ids.length === 0 ? [] : from.select(poolColumns).from(customers).where(inArray(customers.id, ids)).all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const partial = filter.region !== undefined && countUpTo(poolAsked({ ...filter, region: undefined })!, LOOK + 1, from) > LOOK
  return { rows: ids.flatMap((id) => byId.get(id) ?? []).map(asOffered), total, capped, partial, page, size }
}

const countUpTo = (found: SQL, most: number, from: Source) =>
  from.get<{ n: number }>(sql`select count(*) as n from (${found} limit ${literal(most)})`)?.n ?? 0

const poolColumns = {
  id: customers.id,
  number: customers.number,
  type: customers.type,
  name: customers.name,
  level: customers.level,
  potential: customers.potential,
  industry: customers.industry,
  source: customers.source,
  address: customers.address,
  lastContactAt: customers.lastContactAt,
  createdOn: customers.createdOn,
  demo: customers.demo,
}

/** The ids that answer a filter; undefined where what was typed holds no word. */
function poolAsked({ q, industry, source, level, region }: PoolFilter): SQL | undefined {
  const words = q?.trim() ? searchQuery(q) : []
  if (q?.trim() && words.length === 0) return undefined
  const facets = [
    facet('own', 0),
    ...(level ? [facet('lvl', level)] : []),
    ...(source ? [facet('src', source)] : []),
    ...(industry ? [facet(industry.length === 1 ? 'sec' : 'ind', industry)] : []),
  ]
  const match = [...words, ...facets].map((word) => `"${word}"`).join(' ')
  if (!region) return sql`select rowid as id from customer_search where customer_search match ${match}`
  const newest = sql`select rowid as id from customer_search where customer_search match ${match} order by rowid desc limit ${literal(LOOK)}`
  return sql`select c.id as id from (${newest}) s join customers c on c.id = s.id where instr(c.name || ' ' || c.address, ${region}) > 0`
}

// A company is known by its name; of a person the surname is enough to choose.
function asOffered({ address, ...row }: Pick<Customer, keyof typeof poolColumns>) {
  const region = splitRegion(address).region || splitRegion(row.name).region
  return { ...row, name: row.type === 'person' ? maskName(row.name) : row.name, region }
}

/** The warned customers within the reach of whoever may let them go, the nearest day first, with how each stands today. */
export function listWarned(me: Grant<'customer.release'>, filter: { page?: number; size?: number }, from: Source = reader()) {
  const size = filter.size ?? 50
  const reach = and(
    isNull(customers.deletedAt),
    eq(poolWarnings.ownerId, customers.ownerId),
    within(me, customers.ownerId, customers.departmentId),
  )
  const inside = sql`select 1 from pool_warnings join customers on customers.id = pool_warnings.id where ${reach} limit ${literal(CAP + 1)}`
  const counted = from.get<{ n: number }>(sql`select count(*) as n from (${inside})`)?.n ?? 0
  const total = Math.min(counted, CAP)
  const page = pageWithin(total, { page: filter.page, size })
  const ids = from
    .select({ id: poolWarnings.id })
    .from(poolWarnings)
    .innerJoin(customers, eq(customers.id, poolWarnings.id))
    .where(reach)
    .orderBy(asc(poolWarnings.actsOn), asc(poolWarnings.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
    .map(({ id }) => id)
  const byId = new Map(judge(me, ids, readRules(from), dayOf(now()), from).map((one) => [one.id, one]))
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total, capped: counted > CAP, page, size }
}

/** Those of these customers that may be claimed now, as the pool shows them. */
export function listOffered(_me: Grant<'pool.claim'>, ids: number[], from: Source = reader()) {
  const free = and(inArray(customers.id, ids), isNull(customers.ownerId), isNull(customers.deletedAt))
  return from.select(poolColumns).from(customers).where(free).all().map(asOffered)
}
