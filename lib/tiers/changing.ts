import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { tiers } from '#db/schema/tiers'
import { Conflict } from '../kernel/errors.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { ruleText, type Tier } from './model.ts'
import { findTier } from './queries.ts'

type Changing = Grant<'tier.edit' | 'tier.retire'>

/** A label as the person has seen it; a Conflict where somebody else has changed it since. */
export function current(tx: Tx, me: Changing, id: number, version: number): Tier {
  const tier = findTier(me, id, tx)
  if (tier.version !== version) throw new Conflict('标签已被其他人修改，请刷新后重试')
  return tier
}

/** Sets some of a label, with the next version and by whom. */
export const set = (tx: Tx, { actor }: Changing, { id, version }: Tier, values: Partial<Tier>): Tier =>
  tx
    .update(tiers)
    .set({ ...values, version: version + 1, updatedBy: authorOf(actor), updatedAt: now() })
    .where(eq(tiers.id, id))
    .returning()
    .get()!

/** A label for the record, which tells the rule in words. */
export const told = ({ rule, updatedBy: _, ...tier }: Tier) => ({ ...tier, rule: ruleText(rule) })
