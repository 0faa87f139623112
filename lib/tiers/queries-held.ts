import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { type Source, whileUnchanged } from '#db/client'
import { users } from '#db/schema/people'
import { customerTiers, tierMoves, tierOverrides, tiers } from '#db/schema/tiers'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, grant } from '../kernel/grant.ts'
import type { Evidence } from './comparing.ts'
import type { Tier } from './model.ts'
import { ruledTiers } from './queries.ts'
import { type Range, readHere } from './sums.ts'

type Reading = Grant<'tier.read'>

/** A label as an archive shows it: since when, with the figures that gave it; by hand, until when. */
export type Label = Pick<Tier, 'id' | 'key' | 'name' | 'tone' | 'dimension' | 'meaning'> & {
  since: string
  evidence: Evidence
  byHand: boolean
  until: string | null
}

/** A customer's labels, first in priority first; throws Missing out of reach. Without any the customer is 普通客户 (`restOf`). */
export function labelsOf(me: Reading, customerId: number, from: Source = readHere()): Label[] {
  reachCustomer(grant(me.actor, 'customer.read'), customerId, from)
  return labelsNow(from)
    .all({ customerId })
    .map((label) => ({ ...label, evidence: JSON.parse(label.evidence) as Evidence }))
}

const labelsNow = builtOnce((from) =>
  from
    .select({
      id: tiers.id,
      key: tiers.key,
      name: tiers.name,
      tone: tiers.tone,
      dimension: tiers.dimension,
      meaning: tiers.meaning,
      since: customerTiers.since,
      evidence: customerTiers.evidence,
      byHand: customerTiers.byHand,
      until: tierOverrides.until,
    })
    .from(customerTiers)
    .innerJoin(tiers, eq(tiers.id, customerTiers.tierId))
    .leftJoin(
      tierOverrides,
      and(
        eq(tierOverrides.customerId, customerTiers.customerId),
        eq(tierOverrides.tierId, customerTiers.tierId),
        isNull(tierOverrides.endedAt),
      ),
    )
    .where(eq(customerTiers.customerId, sql.placeholder('customerId')))
    .orderBy(asc(tiers.priority), asc(tiers.id))
    .prepare(),
)

/** The label of those who have no other; undefined where it is out of use. */
export const restOf = (from: Source = readHere()) => activeRest(from)

const activeRest = whileUnchanged((from) => ruledTiers(from).find(({ rule, active }) => rule.kind === 'rest' && active))

/** What was decided by hand about a customer and still holds, with who and why. */
export function overridesOf(me: Reading, customerId: number, from: Source = readHere()) {
  reachCustomer(grant(me.actor, 'customer.read'), customerId, from)
  return from
    .select({
      id: tierOverrides.id,
      tierId: tierOverrides.tierId,
      tier: tiers.name,
      has: tierOverrides.has,
      reason: tierOverrides.reason,
      until: tierOverrides.until,
      at: tierOverrides.at,
      by: users.name,
    })
    .from(tierOverrides)
    .innerJoin(tiers, eq(tiers.id, tierOverrides.tierId))
    .leftJoin(users, eq(users.id, tierOverrides.byId))
    .where(and(eq(tierOverrides.customerId, customerId), isNull(tierOverrides.endedAt)))
    .orderBy(desc(tierOverrides.id))
    .all()
}

const MOST_MOVES = 200

/** How a customer's labels came and went, the last first, with the figures of the day; `run` is null where it was by hand. */
export function movesOf(me: Reading, customerId: number, limit = MOST_MOVES, from: Source = readHere()) {
  reachCustomer(grant(me.actor, 'customer.read'), customerId, from)
  return from
    .select({
      id: tierMoves.id,
      day: tierMoves.day,
      kind: tierMoves.kind,
      tierId: tierMoves.tierId,
      tier: tiers.name,
      tone: tiers.tone,
      runId: tierMoves.runId,
      evidence: tierMoves.evidence,
    })
    .from(tierMoves)
    .innerJoin(tiers, eq(tiers.id, tierMoves.tierId))
    .where(and(eq(tierMoves.customerId, customerId), sql`${tierMoves.day} is not null`))
    .orderBy(desc(tierMoves.id))
    .limit(limit)
    .all()
    .map((move) => ({ ...move, day: move.day!, kind: move.kind as 'in' | 'out', evidence: JSON.parse(move.evidence) as Evidence }))
}

/** Who had which label at the end of a day, from the moves alone: any month can be rebuilt (N-09). Of a range of customers, by their ids. */
export const labelsAsOf = (
  _me: Reading,
  day: string,
  { after, to }: Range,
  from: Source = readHere(),
): { customerId: number; tierId: number }[] =>
  from.all(
    sql`select customer_id as customerId, tier_id as tierId from (select customer_id, tier_id, kind, max(id) from ${tierMoves} where customer_id > ${after} and customer_id <= ${to} and day <= ${day} and kind in ('in', 'out') group by customer_id, tier_id) where kind = 'in' order by customer_id, tier_id`,
  )

/** An open override that a person may end: throws Missing. */
export function findOverride(_me: Grant<'tier.override'>, id: number, from: Source = readHere()) {
  const found = from
    .select()
    .from(tierOverrides)
    .where(and(eq(tierOverrides.id, id), isNull(tierOverrides.endedAt)))
    .get()
  if (!found) throw new Missing('人工设定')
  return found
}

/** Whether anything was decided by hand, or taken back, after a moment. */
export const isDecidedSince = (_me: Grant<'tier.edit'>, moment: number, from: Source = readHere()) =>
  from
    .select({ id: tierOverrides.id })
    .from(tierOverrides)
    .where(or(sql`${tierOverrides.at} >= ${moment}`, sql`${tierOverrides.endedAt} >= ${moment}`))
    .limit(1)
    .get() !== undefined
