import { and, asc, eq } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { businessCards } from '#db/schema/cards'
import { departments, users } from '#db/schema/people'
import { strategies } from '#db/schema/strategies'
import { surveys } from '#db/schema/surveys'
import { tiers } from '#db/schema/tiers'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf } from '../kernel/grant.ts'
import type { Permission, Role } from '../kernel/permissions.ts'
import { today } from '../kernel/time.ts'
import { whatMay } from '../roles/queries.ts'
import { listColleagues } from '../users/queries.ts'
import type { Standing, StrategyKind } from './labels.ts'
import type { Strategy } from './model.ts'
import { standingOf } from './period.ts'

type StrategyGrant = Grant<Extract<Permission, `strategy.${string}`>>
export type StrategyFilter = { q?: string; tier?: number; kind?: StrategyKind; standing?: Standing }

/** The whole row; throws Missing. */
export function findStrategy(_me: StrategyGrant, id: number, from: Source = reader()): Strategy {
  const strategy = from.select().from(strategies).where(eq(strategies.id, id)).get()
  if (!strategy) throw new Missing('策略')
  return strategy
}

/** One strategy with the names of what it speaks of. */
export function findStrategyPage(me: Grant<'strategy.read'>, id: number, from: Source = reader()) {
  const strategy = listStrategies(me, {}, from).find((one) => one.id === id)
  if (!strategy) throw new Missing('策略')
  return strategy
}

/** 客户分层策略表 (S0-74): every strategy with its label, by the label's priority; `standing` is today's. */
export function listStrategies(_me: Grant<'strategy.read'>, { q, tier, kind, standing }: StrategyFilter = {}, from: Source = reader()) {
  const day = today()
  return from
    .select(listed)
    .from(strategies)
    .innerJoin(tiers, eq(tiers.id, strategies.tierId))
    .leftJoin(departments, eq(departments.id, strategies.departmentId))
    .leftJoin(users, eq(users.id, strategies.responsibleId))
    .where(and(tier === undefined ? undefined : eq(strategies.tierId, tier), kind && eq(strategies.kind, kind)))
    .orderBy(asc(tiers.priority), asc(tiers.id), asc(strategies.id))
    .all()
    .map((row) => ({ ...row, standing: standingOf(row, day) }))
    .filter((row) => (standing === undefined || row.standing === standing) && (!q || textOf(row).includes(q.toLowerCase())))
}

export type ListedStrategy = ReturnType<typeof listStrategies>[number]

const textOf = ({ name, content, advice, tier }: { name: string; content: string; advice: string; tier: string }) =>
  `${name}\n${content}\n${advice}\n${tier}`.toLowerCase()

const listed = {
  id: strategies.id,
  name: strategies.name,
  tierId: strategies.tierId,
  tier: tiers.name,
  dimension: tiers.dimension,
  rule: tiers.rule,
  kind: strategies.kind,
  content: strategies.content,
  advice: strategies.advice,
  way: strategies.way,
  rhythm: strategies.rhythm,
  dueDays: strategies.dueDays,
  departmentId: strategies.departmentId,
  department: departments.name,
  responsibleId: strategies.responsibleId,
  responsible: users.name,
  surveyId: strategies.surveyId,
  effectiveFrom: strategies.effectiveFrom,
  effectiveUntil: strategies.effectiveUntil,
  marketing: strategies.marketing,
  active: strategies.active,
  version: strategies.version,
}

/** The strategies that are switched on, by label, for the table of labels (S0-74). */
export const listForTier = (me: Grant<'strategy.read'>, from: Source = reader()): Map<number, ListedStrategy[]> =>
  Map.groupBy(
    listStrategies(me, {}, from).filter(({ standing }) => standing === 'running' || standing === 'coming'),
    ({ tierId }) => tierId,
  )

/** Those that push on this day. */
export const listRunning = (_me: Grant<'strategy.push'>, day: string, from: Source = reader()): Strategy[] =>
  from
    .select()
    .from(strategies)
    .where(eq(strategies.active, true))
    .orderBy(asc(strategies.id))
    .all()
    .filter((one) => standingOf(one, day) === 'running')

/** The labels a strategy may be for. */
export const listTierChoices = (_me: StrategyGrant, from: Source = reader()) =>
  from
    .select({ id: tiers.id, name: tiers.name, dimension: tiers.dimension, active: tiers.active })
    .from(tiers)
    .orderBy(asc(tiers.priority), asc(tiers.id))
    .all()

/** The questionnaires a strategy may send: those that are open. */
export const listSurveyChoices = (_me: StrategyGrant, from: Source = reader()) =>
  from.select({ id: surveys.id, title: surveys.title }).from(surveys).where(eq(surveys.status, 'open')).orderBy(asc(surveys.id)).all()

/** All strategies by name; the company's words, no customer's. */
export const listStrategyNames = (_me: StrategyGrant, from: Source = reader()) =>
  from.select({ id: strategies.id, name: strategies.name }).from(strategies).orderBy(asc(strategies.id)).all()

/** The phone and mail that one's own texts to customers hold; empty where nothing was filled in. */
export const findCard = (me: Grant<'account.read' | 'account.editCard'>, from: Source = reader()) =>
  from
    .select()
    .from(businessCards)
    .where(eq(businessCards.id, idOf(me.actor)))
    .get() ?? { id: idOf(me.actor), phone: '', email: '', updatedAt: 0 }

/** Colleagues who can be given a strategy: they are there, and their role lets them say that it reached the customer. */
export const listResponsible = (_me: Grant<'strategy.create' | 'strategy.edit'>, from: Source = reader()) =>
  listColleagues(from).filter(({ role }) => maySend(role, from))

export const maySend = (role: Role, from: Source) => whatMay(role, from)['strategy.send'] !== undefined
