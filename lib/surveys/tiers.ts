import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customerTiers, tiers } from '#db/schema/tiers'

/** The names of a customer's labels now, by priority; the one for all others where it has none. They are kept with an answer, because labels move. */
export function tierNames(tx: Tx, customerId: number): string[] {
  const names = tx
    .select({ name: tiers.name })
    .from(customerTiers)
    .innerJoin(tiers, eq(tiers.id, customerTiers.tierId))
    .where(eq(customerTiers.customerId, customerId))
    .orderBy(asc(tiers.priority))
    .all()
  if (names.length > 0) return names.map(({ name }) => name)
  const rest = sql`json_extract(${tiers.rule}, '$.kind') = 'rest' and ${tiers.active} = 1`
  return tx
    .select({ name: tiers.name })
    .from(tiers)
    .where(rest)
    .all()
    .map(({ name }) => name)
}
