import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { analysisRisks } from '#db/schema/analysis'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { customerTiers } from '#db/schema/tiers'
import type { Level } from '../customers/model.ts'
import { living } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'
import { WHOLE } from './model.ts'
import { readRiskRule, scopeOf } from './queries.ts'
import { reasonsOf } from './risk.ts'

export const riskSorts = ['amount', 'points'] as const
export type RiskFilter = {
  owner?: number | undefined
  industry?: string | undefined
  level?: Level | undefined
  sort?: (typeof riskSorts)[number] | undefined
  dir?: 'asc' | 'desc' | undefined
  page?: number
  size?: number
}

/** So many are counted; beyond that the list says "more than". */
export const CAP = 10_000

type Readers = { me: Grant<'analysis.read'>; customers: Grant<'customer.read' | 'customer.export'> }

/** One page of the customers with the label of churn risk, by what is at stake or by points: along the order's own index. */
export function listRisks(who: Readers, filter: RiskFilter, from: Source = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const found = countRisks(who, filter, from)
  const capped = found.count > CAP
  const last = capped ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.ceil(found.count / size))
  const page = Math.min(Math.max(filter.page ?? 1, 1), last)
  const ids = idsOf(who, filter, size, (page - 1) * size, from)
  return { rows: listTheseRisks(ids, from), total: Math.min(found.count, CAP), fen: found.fen, capped, page, size }
}

/** How many there are, up to one more than are counted, and fen at stake of those. */
export function countRisks(who: Readers, filter: RiskFilter, from: Source = reader()) {
  const some = sql`select r.amount_fen as fen from ${tables} where ${asked(who, filter, from)} limit ${CAP + 1}`
  return from.get<{ count: number; fen: number }>(sql`select count(*) as count, coalesce(sum(fen), 0) as fen from (${some})`)!
}

/** The ids of all of them in the list's order, for an export. */
export const listRiskIds = (who: Readers, filter: RiskFilter, most: number, from: Source = reader()) => idsOf(who, filter, most, 0, from)

/** These customers with why they are at risk; in the order given. */
export function listTheseRisks(ids: number[], from: Source = reader()) {
  const rule = readRiskRule(from)
  if (ids.length === 0 || !rule) return []
  const rows = from
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      level: customers.level,
      industry: customers.industry,
      owner: users.nameMasked,
      lastContactAt: customers.lastContactAt,
      points: analysisRisks.points,
      amountFen: analysisRisks.amountFen,
      since: customerTiers.since,
      evidence: customerTiers.evidence,
      demo: customers.demo,
    })
    .from(analysisRisks)
    .innerJoin(customers, eq(customers.id, analysisRisks.customerId))
    .innerJoin(customerTiers, and(eq(customerTiers.customerId, customers.id), eq(customerTiers.tierId, rule.tierId)))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(sql`${customers.id} in (select value from json_each(${JSON.stringify(ids)}))`)
    .all()
  const byId = new Map(rows.map(({ evidence, ...row }) => [row.id, { ...row, reasons: reasonsOf(rule, evidence) }]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const tables = sql`${analysisRisks} r cross join ${customers} on ${customers.id} = r.customer_id`
const indexes = { amount: sql`analysis_risks_amount`, points: sql`analysis_risks_points` }

function idsOf(who: Readers, filter: RiskFilter, size: number, offset: number, from: Source): number[] {
  const sort = filter.sort ?? 'amount'
  const turn = filter.dir === 'asc' ? asc : desc
  const column = sort === 'amount' ? sql`r.amount_fen` : sql`r.points`
  const along = sql`${analysisRisks} r indexed by ${indexes[sort]} cross join ${customers} on ${customers.id} = r.customer_id`
  const query = sql`select r.customer_id as id from ${along} where ${asked(who, filter, from)}
    order by ${turn(column)}, ${turn(sql`r.customer_id`)} limit ${size} offset ${offset}`
  return from.all<{ id: number }>(query).map(({ id }) => id)
}

// Whoever has lost the label since the figures were made is no longer listed.
function asked({ me, customers: reading }: Readers, { owner, industry, level }: RiskFilter, from: Source): SQL | undefined {
  const scope = scopeOf(me)
  const tierId = readRiskRule(from)?.tierId ?? -1
  return and(
    living(reading),
    scope === WHOLE ? undefined : eq(customers.departmentId, scope ?? -1),
    sql`exists (select 1 from ${customerTiers} t where t.customer_id = r.customer_id and t.tier_id = ${tierId})`,
    owner === undefined ? undefined : owner === 0 ? isNull(customers.ownerId) : eq(customers.ownerId, owner),
    level && eq(customers.level, level),
    industry ? sql`substr(${customers.industry}, 1, 1) = ${industry}` : undefined,
  )
}
