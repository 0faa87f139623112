import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { analysisRisks } from '#db/schema/analysis'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { customerTiers } from '#db/schema/tiers'
import type { Level } from '../customers/model.ts'
import { living } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import { WHOLE } from './model.ts'
import { readRiskRule, scopeOf } from './queries.ts'
import { reasonsOf } from './risk.ts'

export const riskSorts = ['amount', 'points'] as const
/** What a person may ask of the list; `owner` 0 is nobody. */
export type RiskFilter = {
  owner?: number | undefined
  industry?: string | undefined
  level?: Level | undefined
  sort?: (typeof riskSorts)[number] | undefined
  dir?: 'asc' | 'desc' | undefined
  page?: number
  size?: number
}

type Readers = { me: Grant<'analysis.read'>; customers: Grant<'customer.read' | 'customer.export'> }

/** One page of the customers with the label of churn risk, by what is at stake or by points: counted as of the last working-out, shown as they are. */
export function listRisks({ me, customers: reading }: Readers, filter: RiskFilter, from: Source = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const { count, fen } = countRisks(me, filter, from)
  const page = pageWithin(count, { page: filter.page, size })
  const ids = idsOf(me, filter, size, (page - 1) * size, from)
  return { rows: listTheseRisks(reading, ids, from), total: count, fen, page, size }
}

/** How many there are, and fen at stake. */
export const countRisks = (me: Grant<'analysis.read'>, filter: RiskFilter, from: Source = reader()) =>
  from
    .select({ count: sql<number>`count(*)`, fen: sql<number>`coalesce(sum(${analysisRisks.amountFen}), 0)` })
    .from(analysisRisks)
    .where(asked(me, filter))
    .get()!

/** Those of them that are within reach, in the list's order, for an export. */
export function listRiskIds({ me, customers: reading }: Readers, filter: RiskFilter, most: number, from: Source = reader()) {
  const ids = idsOf(me, filter, most, 0, from)
  const there = new Set(listTheseRisks(reading, ids, from).map(({ id }) => id))
  return ids.filter((id) => there.has(id))
}

/** These customers with why they are at risk, in the order given; who is out of reach or has lost the label since is left out. */
export function listTheseRisks(me: Readers['customers'], ids: number[], from: Source = reader()) {
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
    .where(living(me, sql`${analysisRisks.customerId} in (select value from json_each(${JSON.stringify(ids)}))`))
    .all()
  const byId = new Map(rows.map(({ evidence, ...row }) => [row.id, { ...row, reasons: reasonsOf(rule, evidence) }]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function idsOf(me: Grant<'analysis.read'>, filter: RiskFilter, size: number, offset: number, from: Source): number[] {
  const turn = filter.dir === 'asc' ? asc : desc
  const column = filter.sort === 'points' ? analysisRisks.points : analysisRisks.amountFen
  return from
    .select({ id: analysisRisks.customerId })
    .from(analysisRisks)
    .where(asked(me, filter))
    .orderBy(turn(column), turn(analysisRisks.customerId))
    .limit(size)
    .offset(offset)
    .all()
    .map(({ id }) => id)
}

function asked(me: Grant<'analysis.read'>, { owner, industry, level }: RiskFilter) {
  const scope = scopeOf(me)
  return and(
    scope === WHOLE ? undefined : eq(analysisRisks.departmentId, scope ?? -1),
    owner === undefined ? undefined : eq(analysisRisks.ownerId, owner),
    level && eq(analysisRisks.level, level),
    industry ? eq(analysisRisks.section, industry) : undefined,
  )
}
