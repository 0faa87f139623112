import { asc, desc, eq, sql } from 'drizzle-orm'
import { reader, type Source, whileUnchanged } from '#db/client'
import { strategies, strategyPushes } from '#db/schema/strategies'
import { tiers } from '#db/schema/tiers'
import { builtOnce, rowsOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'
import { today } from '../kernel/time.ts'
import { listLabels } from '../tiers/list.ts'
import { consentOf } from './consent.ts'
import { standingOf } from './period.ts'

const LATEST = 5

/** What the archive says of it: the strategies a customer is within now, the last pushes, and its word on being written to. */
export function strategiesOf(me: Grant<'customer.read'>, customerId: number, from: Source = reader()) {
  reachCustomer(me, customerId, from)
  const day = today()
  const labels = new Set((listLabels([customerId], from).get(customerId) ?? []).map(({ id }) => id))
  const within = labels.size === 0 ? [] : strategiesFor([...labels], from).filter((one) => standingOf(one, day) === 'running')
  const pushes = lastPushes(from).all({ customerId })
  const [agreeing] = agreeingOf(from, { customerId })
  return { within, pushes, consent: consentOf(customerId, from), agreeing: agreeing?.n ?? 0 }
}

const agreeingOf = rowsOnce<{ n: number }>(
  sql`select count(*) as n from contacts where customer_id = ${sql.placeholder('customerId')} and left_on is null and agrees_marketing = 1`,
)

const lastPushes = builtOnce((from) =>
  from
    .select({
      id: strategyPushes.id,
      name: strategies.name,
      kind: strategies.kind,
      pushedAt: strategyPushes.pushedAt,
      sentAt: strategyPushes.sentAt,
    })
    .from(strategyPushes)
    .innerJoin(strategies, eq(strategies.id, strategyPushes.strategyId))
    .where(eq(strategyPushes.customerId, sql.placeholder('customerId')))
    .orderBy(desc(strategyPushes.pushedAt))
    .limit(LATEST)
    .prepare(),
)

const strategiesFor = (tierIds: number[], from: Source) => runningOnes(from).filter(({ tierId }) => tierIds.includes(tierId))

const runningOnes = whileUnchanged((from) =>
  from
    .select({
      id: strategies.id,
      name: strategies.name,
      kind: strategies.kind,
      rhythm: strategies.rhythm,
      tier: tiers.name,
      tierId: tiers.id,
      ...window,
    })
    .from(strategies)
    .innerJoin(tiers, eq(tiers.id, strategies.tierId))
    .where(eq(strategies.active, true))
    .orderBy(asc(tiers.priority), asc(strategies.id))
    .all(),
)

const window = { active: strategies.active, effectiveFrom: strategies.effectiveFrom, effectiveUntil: strategies.effectiveUntil }
