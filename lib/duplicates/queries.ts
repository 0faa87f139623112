import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { reader, type Source } from '#db/client'
import { profiles } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { duplicatePairs } from '#db/schema/duplicates'
import { users } from '#db/schema/people'
import { findCustomer, shown } from '../customers/queries.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, withinFound } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import { differing, firstChoice, firstProfile, firstWinner } from './choice.ts'
import type { PairReason } from './model.ts'

/** Beyond this many pairs the list says "more than". */
export const PAIR_CAP = 1000

type PairFilter = { reason?: PairReason | undefined; page?: number; size?: number }
const [low, high] = [alias(customers, 'low'), alias(customers, 'high')]

/** Pairs that may be one, both within reach, the surest first. */
export function listPairs(me: Grant<'duplicate.read'>, filter: PairFilter, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = and(filter.reason && eq(duplicatePairs.reason, filter.reason), openPair(me))
  const some = pairsOf(from)
    .where(where)
    .limit(PAIR_CAP + 1)
    .all().length
  const [total, capped] = [Math.min(some, PAIR_CAP), some > PAIR_CAP]
  const page = pageWithin(total, { page: filter.page, size })
  const rows = pairsOf(from)
    .where(where)
    .orderBy(desc(duplicatePairs.score), desc(duplicatePairs.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  const sides = new Map(
    sidesOf(
      rows.flatMap((row) => [row.lowId, row.highId]),
      from,
    ).map((side) => [side.id, side]),
  )
  return { rows: rows.map((row) => ({ ...row, low: sides.get(row.lowId)!, high: sides.get(row.highId)! })), total, capped, page, size }
}

/** One open pair, both sides within reach. */
export function findPair(me: Grant<'duplicate.read' | 'duplicate.dismiss' | 'customer.merge'>, id: number, from: Source = reader()) {
  const pair = pairsOf(from)
    .where(and(eq(duplicatePairs.id, id), openPair(me)))
    .get()
  if (!pair) throw new Missing('这一组客户')
  return pair
}

/** Both sides of a pair as the comparison may show them: every secret by its mask. */
export function findSides(me: Grant<'customer.merge'>, pairId: number, from: Source = reader()) {
  const { lowId, highId } = findPair(me, pairId, from)
  const [one, other] = [findCustomer(me, lowId, from), findCustomer(me, highId, from)]
  const side = (id: number) => {
    const columns = { ...shown, version: customers.version, ownerMasked: users.nameMasked }
    const row = from.select(columns).from(customers).leftJoin(users, eq(users.id, customers.ownerId)).where(eq(customers.id, id)).get()!
    return { ...row, profile: from.select().from(profiles).where(eq(profiles.id, id)).get(), hanging: countHanging(id, from) }
  }
  const [low, high] = [side(lowId), side(highId)]
  const fields = differing(one, other).map((field) => ({ field, first: firstChoice(field, one, other) }))
  const ofProfile = low.profile && high.profile ? [{ field: 'profile' as const, first: firstProfile(low.profile, high.profile) }] : []
  return { low, high, fields: [...fields, ...ofProfile], winner: firstWinner(one, other) }
}

/** How many rows of each table hang on a customer; for the words before and after a merge. */
export function countHanging(id: number, from: Source = reader()): Record<string, number> {
  const counted = ['follow_ups', 'todos', 'purchases', 'contacts', 'files', 'tickets'] as const
  const one = (table: string) =>
    from.get<{ n: number }>(sql`select count(*) as n from ${sql.identifier(table)} where customer_id = ${id}`)?.n ?? 0
  return Object.fromEntries(counted.map((table) => [table, one(table)]))
}

const pairsOf = (from: Source) =>
  from
    .select({
      id: duplicatePairs.id,
      lowId: duplicatePairs.lowId,
      highId: duplicatePairs.highId,
      reason: duplicatePairs.reason,
      score: duplicatePairs.score,
      foundAt: duplicatePairs.foundAt,
    })
    .from(duplicatePairs)
    .innerJoin(low, eq(low.id, duplicatePairs.lowId))
    .innerJoin(high, eq(high.id, duplicatePairs.highId))
    .$dynamic()

const openPair = (me: Grant) =>
  and(
    isNull(duplicatePairs.dismissedAt),
    isNull(low.deletedAt),
    isNull(high.deletedAt),
    withinFound(me, low.ownerId, low.departmentId),
    withinFound(me, high.ownerId, high.departmentId),
  )

const sidesOf = (ids: number[], from: Source) =>
  from
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      phoneMasked: customers.phoneMasked,
      ownerMasked: users.nameMasked,
      createdOn: customers.createdOn,
      lastContactAt: customers.lastContactAt,
    })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(inArray(customers.id, ids))
    .all()
