import { and, eq, sql } from 'drizzle-orm'
import { reader, type Source, whileUnchanged } from '#db/client'
import { analysisParts, analysisRisks, analysisRows } from '#db/schema/analysis'
import { departments, users } from '#db/schema/people'
import { tiers } from '#db/schema/tiers'
import { departmentOf, type Grant } from '../kernel/grant.ts'
import type { Goods } from './goods.ts'
import { type Part, WHOLE } from './model.ts'
import type { Needs } from './needs.ts'
import type { Overview } from './overview.ts'
import type { Retention } from './retention.ts'
import type { Rfm } from './rfm.ts'
import type { RiskRule } from './risk.ts'

export type Reading = Grant<'analysis.read'>
type Shapes = { overview: Overview; rfm: Rfm; retention: Retention; needs: Needs }
export type Read<P extends Part> = { at: number; day: string; figures: Shapes[P] }

/** Whose figures somebody sees: the whole house's, or their department's; undefined where they belong to none. */
export const scopeOf = ({ reach, actor }: Reading): number | undefined => (reach === 'all' ? WHOLE : (departmentOf(actor) ?? undefined))

/** What a scope is called. */
export const scopeName = (scope: number, from: Source = reader()) =>
  scope === WHOLE
    ? '全公司'
    : (from.select({ name: departments.name }).from(departments).where(eq(departments.id, scope)).get()?.name ?? '本部门')

/** A part of the figures as last worked out; undefined while there are none. */
export function findPart<P extends Part>(me: Reading, part: P, from: Source = reader()): Read<P> | undefined {
  const scope = scopeOf(me)
  if (scope === undefined) return undefined
  const row = from
    .select()
    .from(analysisParts)
    .where(and(eq(analysisParts.scope, scope), eq(analysisParts.part, part)))
    .get()
  return row && { at: row.at, day: row.day, figures: JSON.parse(row.figures) as Shapes[P] }
}

export const isPart = (scope: number, part: string) => and(eq(analysisParts.scope, scope), eq(analysisParts.part, part))

/** Names of labels and owners for the figures' keys. */
export function readNames(from: Source = reader()) {
  const named = (rows: { id: number; name: string }[]) => new Map(rows.map(({ id, name }) => [String(id), name]))
  const labels = from.select({ id: tiers.id, name: tiers.name, rule: tiers.rule }).from(tiers).all()
  return {
    tiers: named(labels),
    rest: labels.find(({ rule }) => rule.kind === 'rest'),
    owners: named(from.select({ id: users.id, name: users.name }).from(users).all()),
  }
}
export type Names = ReturnType<typeof readNames>

/** The label of churn risk and its rule; undefined where the company has taken it out of use. */
export function readRiskRule(from: Source = reader()): RiskRule | undefined {
  const tier = from
    .select({ tierId: tiers.id, rule: tiers.rule })
    .from(tiers)
    .where(and(eq(tiers.key, 'churn_risk'), eq(tiers.active, true)))
    .get()
  return tier
}

/** What customers of an industry code buy, as last worked out: of its class, or of its section; undefined where nobody of it bought. */
export function goodsOf(industry: string, from: Source = reader()): Goods | undefined {
  const codes = [...new Set([industry, industry.slice(0, 1)])].filter((code) => code !== '')
  for (const code of codes) {
    const goods = goodsUnder(from, code)
    if (goods && goods.products.length > 0) return goods
  }
  return undefined
}

const goodsUnder = whileUnchanged((from, code): Goods | undefined => {
  const row = from
    .select({ figures: analysisParts.figures })
    .from(analysisParts)
    .where(isPart(WHOLE, `goods.${code}`))
    .get()
  return row && (JSON.parse(row.figures) as Goods)
})

/** Whether anything of other working-outs than this one is left to tidy: 0 or 1. */
export const countOld = (_me: Grant<'analysis.tidy'>, at: number, from: Source = reader()) =>
  from.get<{ n: number }>(sql`select (exists (select 1 from ${analysisRows} where ${analysisRows.made} < ${at})
    or exists (select 1 from ${analysisRisks} where ${analysisRisks.made} < ${at})
    or exists (select 1 from ${analysisParts} where ${analysisParts.at} < ${at})) as n`)?.n ?? 0
