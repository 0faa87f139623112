import { and, eq, gte, isNull, lt, lte, sql } from 'drizzle-orm'
import { profiles } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import type { customerTiers } from '#db/schema/tiers'
import { endOf, now, today } from '../kernel/time.ts'
import type { CustomerFilter } from './asking.ts'
import { facet } from './search-words.ts'

const WEEK = 7

/** The words of the index that a filter asks for; a tag, a source or an industry stands there shortened to letters and digits. */
export function filterFacets(f: CustomerFilter) {
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

/** The same, and what has no word, of one customer at a time. */
export function plainOf(f: CustomerFilter) {
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

/**
 * Since when a customer is registered and when the next step is due, of a table that says so; `isFree`: not as the stretch of an index, for
 * what is the same in all of them SQLite takes out of an order.
 */
export const daysAre = (f: CustomerFilter, on: Days, isFree = false) =>
  and(f.from ? gte(on.createdOn, f.from) : undefined, f.to ? lte(on.createdOn, f.to) : undefined, nextIs(f, on, isFree))

/** A table that says the days of a customer. */
export type Days = Pick<typeof customers | typeof customerTiers, 'createdOn' | 'nextDueAt'>

function nextIs({ next }: CustomerFilter, { nextDueAt }: Days, isFree: boolean) {
  const tonight = endOf(today())
  if (next === 'none') return isFree ? sql`+${nextDueAt} is null` : isNull(nextDueAt)
  if (next === 'overdue') return lt(nextDueAt, now())
  if (next === 'today') return and(gte(nextDueAt, now()), lte(nextDueAt, tonight))
  return next === 'week' ? and(gte(nextDueAt, tonight + 1), lte(nextDueAt, tonight + WEEK * 86_400_000)) : undefined
}

/** That a customer is found by such words, where its row is asked. */
export const standsIn = (match: string) =>
  sql`exists (select 1 from customer_search where customer_search match ${match} and customer_search.rowid = ${customers.id})`
