import type { Condition, Rule, tiers } from '#db/schema/tiers'

type Tier = typeof tiers.$inferSelect
/** A label as a run knows it: what it is given by, and who comes first. */
export type Ruled = Pick<Tier, 'id' | 'rule' | 'priority' | 'exclusive'>
/** What was decided by hand: the label stays or stays away, whatever its rule says. */
export type Forced = ReadonlyMap<number, boolean>

/** A rule's conditions in a row: the order of their bits in a mask. */
export function conditionsOf(rule: Rule): Condition[] {
  if (rule.kind === 'any') return rule.groups.flat()
  return rule.kind === 'points' ? rule.lines.map(({ condition }) => condition) : []
}

/** Whether a rule holds where these of its conditions do: bit n is the condition n. */
export function holds(rule: Rule, mask: number): boolean {
  if (rule.kind === 'points') return pointsOf(rule, mask) >= rule.atLeast
  return rule.kind === 'any' && groupMasks(rule).some((group) => (mask & group) === group)
}

/** The points that these conditions bring together. */
export const pointsOf = (rule: Extract<Rule, { kind: 'points' }>, mask: number) =>
  rule.lines.reduce((sum, { points }, at) => (mask & (1 << at) ? sum + points : sum), 0)

const masks = new WeakMap<Rule, number[]>()

/** The bits of each group of a rule. */
export function groupMasks(rule: Extract<Rule, { kind: 'any' }>): number[] {
  const known = masks.get(rule)
  if (known) return known
  let at = 0
  const made = rule.groups.map((group) => group.reduce((mask) => mask | (1 << at++), 0))
  masks.set(rule, made)
  return made
}

/**
 * Who has which label: what a rule gives or a hand has given, less what a hand has taken; of labels that share a word the one by hand,
 * or else the first in priority. `tiers` come in order of priority; the label for the rest follows from having none and is never among them.
 */
export function settle(tiers: readonly Ruled[], given: (at: number) => boolean, forced?: Forced): number[] {
  const found: number[] = []
  let words: Map<string, number> | undefined
  for (let at = 0; at < tiers.length; at++) {
    const { id, exclusive, rule } = tiers[at]!
    const byHand = rule.kind === 'rest' ? undefined : forced?.get(id)
    if (!(byHand ?? given(at))) continue
    if (exclusive === '') {
      found.push(id)
      continue
    }
    words ??= new Map()
    const other = words.get(exclusive)
    if (other !== undefined && !(byHand && !forced?.get(other))) continue
    if (other !== undefined) found.splice(found.indexOf(other), 1)
    words.set(exclusive, id)
    found.push(id)
  }
  return found
}
