import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { analysisNotes, analysisParts, analysisRisks, analysisRows } from '#db/schema/analysis'
import { customers } from '#db/schema/customers'
import { departments, users } from '#db/schema/people'
import { strategies } from '#db/schema/strategies'
import { tiers } from '#db/schema/tiers'
import { living } from '../customers/queries.ts'
import { Missing } from '../kernel/errors.ts'
import { departmentOf, type Grant } from '../kernel/grant.ts'
import type { Goods } from './goods.ts'
import { idOfRef, PORTION } from './lists.ts'
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

/** One page of what stands behind a figure, of the first `within` where that is said: as of which moment, how many in all, how many of them are listed, and the refs of the page; throws Missing while nothing is worked out. */
export function findList(me: Reading, code: string, page: number, size: number, within?: number, from: Source = reader()) {
  const scope = scopeOf(me) ?? -1
  const made = from.select({ at: analysisParts.at, day: analysisParts.day }).from(analysisParts).where(isPart(scope, 'overview')).get()
  if (!made) throw new Missing('统计')
  const behind = (portions: SQL | undefined) =>
    and(eq(analysisRows.made, made.at), eq(analysisRows.scope, scope), eq(analysisRows.code, code), portions)
  const last = from
    .select({ portion: analysisRows.portion, total: analysisRows.total, refs: analysisRows.refs })
    .from(analysisRows)
    .where(behind(undefined))
    .orderBy(desc(analysisRows.portion))
    .limit(1)
    .get()
  if (!last) return { ...made, total: 0, listed: 0, page: 1, refs: [] }
  const all = last.portion * PORTION + last.refs.split(',').length
  const listed = Math.min(all, within ?? all)
  const shown = Math.min(page, Math.max(1, Math.ceil(listed / size)))
  const first = (shown - 1) * size
  const portions = [...new Set([Math.floor(first / PORTION), Math.floor((first + size - 1) / PORTION)])]
  const rows = from
    .select({ refs: analysisRows.refs })
    .from(analysisRows)
    .where(behind(inArray(analysisRows.portion, portions)))
    .orderBy(analysisRows.portion)
    .all()
  const refs = rows.flatMap(({ refs }) => refs.split(','))
  const start = first - portions[0]! * PORTION
  return {
    ...made,
    total: within ?? last.total,
    listed,
    page: shown,
    refs: refs.slice(start, Math.min(start + size, listed - portions[0]! * PORTION)),
  }
}

const isPart = (scope: number, part: string) => and(eq(analysisParts.scope, scope), eq(analysisParts.part, part))

/** Those of these customers that are within reach, in their order: as a list shows them, with fen of the two years to a day. */
export function listBehind(
  me: Grant<'customer.read'>,
  refs: readonly string[],
  spans: { day: string; since: string; before: string },
  from: Source = reader(),
) {
  const ids = refs.map(idOfRef)
  if (ids.length === 0) return []
  const fenIn = (after: string, upTo: string) =>
    sql<number>`coalesce((select sum(p.amount_fen) from purchases p where p.customer_id = ${customers.id} and p.purchased_on > ${after} and p.purchased_on <= ${upTo}), 0)`
  const rows = from
    .select({
      id: customers.id,
      number: customers.number,
      name: customers.name,
      level: customers.level,
      industry: customers.industry,
      owner: users.nameMasked,
      fen: fenIn(spans.since, spans.day),
      beforeFen: fenIn(spans.before, spans.since),
      lastOn: sql<string | null>`(select max(p.purchased_on) from purchases p where p.customer_id = ${customers.id})`,
      lastContactAt: customers.lastContactAt,
      demo: customers.demo,
    })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(living(me, inArray(customers.id, ids)))
    .all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

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
    const row = from
      .select({ figures: analysisParts.figures })
      .from(analysisParts)
      .where(isPart(WHOLE, `goods.${code}`))
      .get()
    const goods = row && (JSON.parse(row.figures) as Goods)
    if (goods && goods.products.length > 0) return goods
  }
  return undefined
}

const NOTES = 20

/** What was concluded from the analysis of needs, the latest first. */
export const listNotes = (_me: Reading, from: Source = reader()) =>
  from
    .select({
      id: analysisNotes.id,
      text: analysisNotes.text,
      createdAt: analysisNotes.createdAt,
      by: users.name,
      byId: analysisNotes.createdBy,
      strategyId: analysisNotes.strategyId,
      strategy: strategies.name,
    })
    .from(analysisNotes)
    .leftJoin(users, eq(users.id, analysisNotes.createdBy))
    .leftJoin(strategies, eq(strategies.id, analysisNotes.strategyId))
    .orderBy(desc(analysisNotes.createdAt), desc(analysisNotes.id))
    .limit(NOTES)
    .all()

/** The strategies that a conclusion may lead to. */
export const listStrategyNames = (from: Source = reader()) =>
  from
    .select({ id: strategies.id, name: strategies.name })
    .from(strategies)
    .orderBy(desc(strategies.active), strategies.name)
    .limit(200)
    .all()

export function findNote(_me: Grant<'analysisNote.remove'>, id: number, from: Source = reader()) {
  const note = from.select().from(analysisNotes).where(eq(analysisNotes.id, id)).get()
  if (!note) throw new Missing('记录')
  return note
}

/** Whether anything of other working-outs than this one is left to tidy: 0 or 1. */
export const countOld = (_me: Grant<'analysis.tidy'>, at: number, from: Source = reader()) =>
  from.get<{ n: number }>(sql`select (exists (select 1 from ${analysisRows} where ${analysisRows.made} < ${at})
    or exists (select 1 from ${analysisRisks} where ${analysisRisks.made} < ${at})
    or exists (select 1 from ${analysisParts} where ${analysisParts.at} < ${at})) as n`)?.n ?? 0
