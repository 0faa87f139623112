import { and, count, eq, gt, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers, customerTotals } from '#db/schema/customers'
import { poolMoves, poolWarnings } from '#db/schema/sharing'
import type { Customer } from '../customers/model.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf, within } from '../kernel/grant.ts'
import { DAY, dayOf, instantOf, now } from '../kernel/time.ts'
import { readSettings } from '../settings/queries.ts'
import type { PoolRules } from './model.ts'

/** The rules as they hold now. */
export const readRules = (from: Source = reader()): PoolRules => readSettings(from).pool

/** Those of these customers that lie in the pool now. */
export const listInPool = (_me: Grant<'pool.claim'>, ids: number[], from: Source = reader()) =>
  from
    .select()
    .from(customers)
    .where(and(inArray(customers.id, ids), isNull(customers.ownerId), isNull(customers.deletedAt)))
    .all()

/** What a person holds, and has claimed today. */
export function countTaken(me: Grant<'pool.read' | 'pool.claim'>, from: Source = reader()) {
  const held = from
    .select({ n: sql<number>`coalesce(sum(${customerTotals.total}), 0)` })
    .from(customerTotals)
    .where(eq(customerTotals.ownerId, idOf(me.actor)))
    .get()
  const mine = and(eq(poolMoves.userId, idOf(me.actor)), eq(poolMoves.kind, 'claim'), gte(poolMoves.at, instantOf(dayOf(now()))))
  return { held: held?.n ?? 0, claimed: from.select({ n: count() }).from(poolMoves).where(mine).get()?.n ?? 0 }
}

/** Those of these customers that this person let go within the days that must pass. */
export function listCooling(me: Grant<'pool.claim'>, ids: number[], coolDays: number, from: Source = reader()): number[] {
  const since = and(inArray(poolMoves.customerId, ids), eq(poolMoves.kind, 'release'), gt(poolMoves.at, now() - coolDays * DAY))
  return from
    .selectDistinct({ id: poolMoves.customerId })
    .from(poolMoves)
    .where(and(since, eq(poolMoves.userId, idOf(me.actor))))
    .all()
    .map(({ id }) => id)
}

/** One customer that this person may let go. */
export function findOwned(me: Grant<'customer.release'>, id: number, from: Source = reader()): Customer {
  const reach = and(eq(customers.id, id), isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId))
  const customer = from
    .select()
    .from(customers)
    .where(and(reach, isNotNull(customers.ownerId)))
    .get()
  if (!customer) throw new Missing('客户')
  return customer
}

/** How many of one's own customers are about to go to the pool. */
export const countWarned = (me: Grant<'customer.release'>, from: Source = reader()) =>
  from
    .select({ n: count() })
    .from(poolWarnings)
    .innerJoin(customers, and(eq(customers.id, poolWarnings.id), eq(customers.ownerId, poolWarnings.ownerId), isNull(customers.deletedAt)))
    .where(eq(poolWarnings.ownerId, idOf(me.actor)))
    .get()?.n ?? 0
