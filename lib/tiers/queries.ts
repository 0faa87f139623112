import { and, asc, count, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { customerTiers, tierRuns, tiers } from '#db/schema/tiers'
import { literal } from '#db/statements'
import { Missing } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import type { Counts, Run, RunTier, Tier } from './model.ts'

type TierGrant = Grant<`tier.${'read' | 'edit' | 'create' | 'retire' | 'override' | 'run' | 'begin' | 'write' | 'finish' | 'fail'}`>
type Reading = Grant<'tier.read'>

const MOST_COUNTED = 2000
const noneYet: Counts = { tiers: {}, none: 0, shared: {} }

/** Every label of the company, first in priority first, those out of use behind; with how many customers had it at the last run, or have it now where they are few. */
export function listTiers(me: Reading, from: Source = reader()): (Tier & { customers: number })[] {
  const counts = countsOf(me, from)
  return allTiers(from).map((tier) => ({ ...tier, customers: counts.get(tier.id) ?? 0 }))
}

const allTiers = (from: Source): Tier[] => from.select().from(tiers).orderBy(desc(tiers.active), asc(tiers.priority), asc(tiers.id)).all()

/** One label; throws Missing. */
export function findTier(_me: TierGrant, id: number, from: Source = reader()): Tier {
  const tier = from.select().from(tiers).where(eq(tiers.id, id)).get()
  if (!tier) throw new Missing('分层标签')
  return tier
}

/** All labels as a run takes them. */
export const ruledTiers = (from: Source = reader()): RunTier[] => allTiers(from).map(({ updatedBy: _, updatedAt: __, ...tier }) => tier)

/** How many living customers have each label, by its id: exact as of now up to 2,000, beyond that as of the last run; the rest always as of it. */
export function countsOf(me: Reading, from: Source = reader()): Map<number, number> {
  const last = lastRun(me, from)?.counts ?? noneYet
  return new Map(
    allTiers(from).map(({ id, rule }) => {
      if (rule.kind === 'rest') return [id, last.none]
      const few = from.get<{ n: number }>(
        sql`select count(*) as n from (select 1 from ${customerTiers} join ${customers} on ${customers.id} = ${customerTiers.customerId} where ${customerTiers.tierId} = ${id} and ${customers.deletedAt} is null limit ${literal(MOST_COUNTED)})`,
      )!.n
      return [id, few < MOST_COUNTED ? few : Math.max(few, last.tiers[id]?.have ?? 0)]
    }),
  )
}

const runColumns = {
  id: tierRuns.id,
  kind: tierRuns.kind,
  status: tierRuns.status,
  day: tierRuns.day,
  rules: tierRuns.rules,
  baseId: tierRuns.baseId,
  customers: tierRuns.customers,
  counts: tierRuns.counts,
  askedBy: tierRuns.askedBy,
  askedAt: tierRuns.askedAt,
  finishedAt: tierRuns.finishedAt,
  note: tierRuns.note,
  by: users.name,
}

const runsIn = (from: Source) => from.select(runColumns).from(tierRuns).leftJoin(users, eq(users.id, tierRuns.askedBy))

type Stored = ReturnType<ReturnType<typeof runsIn>['all']>[number]
const opened = ({ rules, counts, ...run }: Stored): Run & { by: string | null } => ({
  ...run,
  rules: JSON.parse(rules) as RunTier[],
  counts: counts === '' ? noneYet : (JSON.parse(counts) as Counts),
})

/** Runs by the page, the last first; trials only where asked for. */
export function listRuns(
  _me: Reading,
  { page = 1, size = 20, trials = false }: { page?: number; size?: number; trials?: boolean },
  from: Source = reader(),
) {
  const where = trials ? undefined : ne(tierRuns.kind, 'trial')
  const total = from.select({ n: count() }).from(tierRuns).where(where).get()?.n ?? 0
  const shown = pageWithin(total, { page, size })
  const rows = runsIn(from)
    .where(where)
    .orderBy(desc(tierRuns.id))
    .limit(size)
    .offset((shown - 1) * size)
    .all()
  return { rows: rows.map(opened), total, page: shown, size }
}

/** A run with its rules and counts; throws Missing. While it works, `customers` is how many it has come to. */
export function findRun(_me: TierGrant, id: number, from: Source = reader()) {
  const run = runsIn(from).where(eq(tierRuns.id, id)).get()
  if (!run) throw new Missing('计算记录')
  return opened(run)
}

/** The run whose labels hold now; undefined before the first. */
export function lastRun(_me: TierGrant, from: Source = reader()) {
  const run = runsIn(from).where(written).orderBy(desc(tierRuns.finishedAt), desc(tierRuns.id)).limit(1).get()
  return run && opened(run)
}

const written = and(eq(tierRuns.status, 'done'), ne(tierRuns.kind, 'trial'))

/** The run or trial that is waiting or at work, the oldest first; for progress on pages. */
export const listUnderWay = (_me: TierGrant, from: Source = reader()) =>
  runsIn(from)
    .where(inArray(tierRuns.status, ['waiting', 'working', 'writing']))
    .orderBy(asc(tierRuns.id))
    .all()
    .map(opened)
