import type { Source } from '#db/client'
import type { Condition } from '#db/schema/tiers'
import { reachCustomer } from '../customers/queries.ts'
import { type Grant, grant } from '../kernel/grant.ts'
import { today } from '../kernel/time.ts'
import { conditionsOf, type Figures, fieldOf, figureKey, gapText, type RunTier, ruleText, type Tier } from './model.ts'
import { ANY_SHARE, farFrom, gapOf } from './near.ts'
import { findTier, lastRun, ruledTiers } from './queries.ts'
import { labelsOf, overridesOf } from './queries-held.ts'
import { listRowsBehind } from './rows.ts'
import { groupMasks, holds, pointsOf } from './settle.ts'
import { type Evaluation, evaluate } from './sums.ts'
import { conditionText, figureText, valueText } from './words.ts'

type Reading = Grant<'tier.read'>
/** A condition in words, what this customer's figure is, whether it holds, and how little is missing where it is near. */
export type Told = { text: string; label: string; figure: string; holds: boolean; gap: string; points?: number }

/** 凭什么 (S0-52, I-11): a rule in words with this customer's figures as of today, and the rows they rest on. */
export function whyOf(me: Reading, customerId: number, tierId: number, from?: Source) {
  const tier = findTier(me, tierId, from)
  const label = labelsOf(me, customerId, from).find(({ id }) => id === tierId)
  const byHand = overridesOf(me, customerId, from).find((one) => one.tierId === tierId)
  const evaluation = evaluationsOf(me, [customerId], [tier], from).get(customerId) ?? { masks: [0], figures: {} }
  const [mask = 0] = evaluation.masks
  return {
    tier,
    label,
    byHand,
    day: today(),
    text: ruleText(tier.rule),
    holds: tier.active && holds(tier.rule, mask),
    ...toldOf(tier, evaluation),
    gap: gapText(farFrom(tier.rule, mask, evaluation.figures)?.gap),
    rows: listRowsBehind(me, customerId, tier.rule, today(), from),
  }
}

/** Every label in use that a customer does not have: its rule and, where little is missing, how little. */
export function nearOf(me: Reading, customerId: number, from?: Source) {
  const has = new Set(labelsOf(me, customerId, from).map(({ id }) => id))
  const others = ruledTiers(from).filter(({ id, active, rule }) => active && rule.kind !== 'rest' && !has.has(id))
  const found = evaluationsOf(me, [customerId], others, from).get(customerId)
  if (!found) return []
  return others.map((tier, at) => ({
    tier,
    text: ruleText(tier.rule),
    holds: holds(tier.rule, found.masks[at]!),
    figures: figuresOf(tier, found.figures),
    gap: gapText(farFrom(tier.rule, found.masks[at]!, found.figures)?.gap),
  }))
}

const figuresOf = ({ rule }: Pick<RunTier, 'rule'>, figures: Figures) =>
  Object.fromEntries(conditionsOf(rule).map((condition) => [figureKey(condition), figures[figureKey(condition)] ?? null]))

/** Some customers' figures for a label as of today, with the reasons that hold in words and their points: for lists of at most some hundred. */
export function reasonsOf(me: Reading, customerIds: readonly number[], tierId: number, from?: Source) {
  const tier = findTier(me, tierId, from)
  const found = evaluationsOf(me, customerIds, [tier], from)
  return new Map(
    [...found].map(([id, evaluation]) => {
      const { groups, points } = toldOf(tier, evaluation)
      return [id, { points, figures: evaluation.figures, reasons: groups.flatMap((group) => group.conditions).filter((one) => one.holds) }]
    }),
  )
}

function evaluationsOf(
  me: Reading,
  ids: readonly number[],
  tiers: readonly Pick<RunTier, 'rule'>[],
  from?: Source,
): Map<number, Evaluation> {
  const reach = grant(me.actor, 'customer.read')
  for (const id of ids) reachCustomer(reach, id, from)
  return evaluate(tiers, ids, today(), lastRun(me, from)?.counts.shared ?? {}, from)
}

/** A rule's groups of conditions, each with the customer's figure; the lines of points are one group. */
function toldOf({ rule }: Pick<Tier, 'rule'>, { masks, figures }: Evaluation) {
  const mask = masks[0] ?? 0
  if (rule.kind === 'rest') return { groups: [], points: undefined }
  if (rule.kind === 'points') {
    const conditions = rule.lines.map(({ points, condition }, at) => ({ ...told(condition, figures, mask, at), points }))
    return { groups: [{ holds: holds(rule, mask), conditions }], points: pointsOf(rule, mask) }
  }
  let at = 0
  const bits = groupMasks(rule)
  const groups = rule.groups.map((group, place) => ({
    holds: (mask & bits[place]!) === bits[place],
    conditions: group.map((condition) => told(condition, figures, mask, at++)),
  }))
  return { groups, points: undefined }
}

function told(condition: Condition, figures: Figures, mask: number, at: number): Told {
  const figure = figures[figureKey(condition)] ?? null
  const isHeld = (mask & (1 << at)) !== 0
  const field = fieldOf(condition.field)
  return {
    text: conditionText(condition),
    label: figureText(condition),
    figure: field ? valueText(field, figure) : '',
    holds: isHeld,
    gap: isHeld ? '' : gapText(gapOf(condition, figure, ANY_SHARE)?.gap),
  }
}
