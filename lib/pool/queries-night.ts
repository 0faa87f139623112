import { and, asc, eq, gt, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { files } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { purchases } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { customerSince, poolWarnings } from '#db/schema/sharing'
import type { Grant } from '../kernel/grant.ts'
import { addDays, instantOf } from '../kernel/time.ts'
import { type Facts, type PoolRules, shortestSilence, type Verdict, verdictOf } from './model.ts'

type Watcher = Grant<'pool.warn' | 'pool.recycle' | 'pool.configure' | 'customer.release'>
export type Known = Facts & { id: number; number: string; name: string; owner: string | null }

/** What the rules ask about, for each of these living customers. */
export function listFacts(_me: Watcher, ids: number[], from: Source = reader()): Known[] {
  if (ids.length === 0) return []
  const rows = from
    .select({ customer: factColumns, owner: users.name, since: customerSince.since, warning: poolWarnings, ...found })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .leftJoin(customerSince, eq(customerSince.id, customers.id))
    .leftJoin(poolWarnings, eq(poolWarnings.id, customers.id))
    .where(and(inArray(customers.id, ids), isNull(customers.deletedAt)))
    .orderBy(asc(customers.id))
    .all()
  return rows.map(({ customer, warning, hasContract, ...row }) => ({
    ...customer,
    ...row,
    hasContract: hasContract === 1,
    warning: warning ?? undefined,
  }))
}

const factColumns = {
  id: customers.id,
  number: customers.number,
  name: customers.name,
  level: customers.level,
  potential: customers.potential,
  ownerId: customers.ownerId,
  lastContactAt: customers.lastContactAt,
  createdAt: customers.createdAt,
}
const found = {
  lastPurchaseOn: sql<
    string | null
  >`(select max(${purchases.purchasedOn}) from ${purchases} where ${purchases.customerId} = ${customers.id})`,
  hasContract: sql<number>`exists (select 1 from ${files} where ${files.customerId} = ${customers.id} and ${files.kind} = 'contract' and ${files.deletedAt} is null)`,
}

export type Mark = { lastContactAt: number | null; id: number }
export const START: Mark = { lastContactAt: null, id: 0 }

/** The next living customers after a mark, those never contacted first, then by last contact, up to a moment: a slice of `limit`, by index. */
export function listSilent(_me: Watcher, mark: Mark, before: number, limit: number, from: Source = reader()): Mark[] {
  const never = isNull(customers.lastContactAt)
  const { lastContactAt: last } = customers
  const walk = (where: SQL | undefined, most: number) =>
    from
      .select({ lastContactAt: last, id: customers.id })
      .from(customers)
      .where(and(isNull(customers.deletedAt), where))
      .orderBy(asc(last), asc(customers.id))
      .limit(most)
      .all()
  const unheard = mark.lastContactAt === null ? walk(and(never, gt(customers.id, mark.id)), limit) : []
  if (unheard.length === limit) return unheard
  const after = mark.lastContactAt ?? Number.MIN_SAFE_INTEGER
  const further = or(gt(last, after), and(eq(last, after), gt(customers.id, mark.id)))
  return [...unheard, ...walk(and(gte(last, after), further, lte(last, before)), limit - unheard.length)]
}

/** Warned customers after an id, by id. */
export const listWarnedIds = (_me: Watcher, after: number, limit: number, from: Source = reader()): number[] =>
  from
    .select({ id: poolWarnings.id })
    .from(poolWarnings)
    .where(gt(poolWarnings.id, after))
    .orderBy(asc(poolWarnings.id))
    .limit(limit)
    .all()
    .map(({ id }) => id)

export type Judged = Known & Verdict

/** What the rules say of these customers on a day. */
export const judge = (me: Watcher, ids: number[], rules: PoolRules, day: string, from: Source = reader()): Judged[] =>
  listFacts(me, ids, from).map((known) => ({ ...known, ...verdictOf(known, rules, day) }))

/** The last moment at which a customer may have been contacted and yet be spoken of on a day; undefined where no level is ever recycled. */
export function silentBefore(rules: PoolRules, day: string): number | undefined {
  const shortest = shortestSilence(rules)
  return shortest === undefined ? undefined : instantOf(addDays(day, 1 - shortest)) - 1
}

const LOOK = 3000
const AHEAD = 7

/** What the rules would do on a night: who is recycled, and who is warned then or in the seven days after. Looks at the 3,000 most silent; `more` says there are others. */
export function previewPool(me: Grant<'pool.configure'>, rules: PoolRules, day: string, from: Source = reader()) {
  const before = silentBefore(rules, addDays(day, AHEAD))
  const silent = before === undefined ? [] : listSilent(me, START, before, LOOK, from).map(({ id }) => id)
  const warned = listWarnedIds(me, 0, LOOK, from)
  const known = listFacts(me, [...new Set([...warned, ...silent])], from)
  const on = (when: string) => known.map((one) => ({ ...one, ...verdictOf(one, rules, when) }))
  const recycled = on(day).filter(({ does }) => does === 'recycle')
  const soon = on(addDays(day, AHEAD)).filter(({ does }) => does === 'warn')
  return { recycled, soon, more: silent.length === LOOK }
}
