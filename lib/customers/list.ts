import { inArray } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { searchQuery } from '../formats/search.ts'
import type { Grant } from '../kernel/grant.ts'
import { CAP, lastPage, pageWithin } from '../kernel/pages.ts'
import { type Asked, asked, type CustomerFilter } from './asking.ts'
import { rowsOf } from './list-rows.ts'
import { idsByMatch, pageOfIds } from './paging.ts'
import { type CustomerGrant, living } from './queries.ts'
import { countHits } from './sums.ts'

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
  const reachable = isWalked(me, ask, filter) ? Math.min(total, CAP) : total
  const page = pageWithin(reachable, { page: filter.page, size })
  const ids = pageOfIds(ask, filter, total, size, (page - 1) * size, from)
  return { rows: rowsOf(ids, from), total: capped ? CAP : total, capped, page, size, last: lastPage(reachable, size) }
}

// Everybody in the order of an index, and one's own in the order of registration, may be turned through to the end; whoever looks beyond
// the ten thousandth of anything else narrows the question.
const isWalked = (me: Grant<'customer.read'>, ask: Asked, f: CustomerFilter) =>
  !ask.kept || (me.reach !== 'all' && (f.sort ?? 'newest') !== 'newest')

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

/** How many customers answer a filter, up to CAP + 1. */
export function countCustomers(me: CustomerGrant, filter: CustomerFilter, from: Source = reader()) {
  return countHits(me, asked(me, filter, from), from)
}
