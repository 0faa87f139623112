import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customerTiers, tierMoves, tierOverrides, tierRuns, tiers } from '#db/schema/tiers'

/** Takes away which labels these customers have and had. */
export function clearTiers(tx: Tx, gone: SQL) {
  for (const table of [customerTiers, tierMoves, tierOverrides]) tx.delete(table).where(sql`${table.customerId} in ${gone}`).run()
}

/** Takes these people's hands off labels, runs and overrides that stay. */
export function leaveTiers(tx: Tx, people: SQL) {
  tx.update(tiers).set({ updatedBy: null }).where(sql`${tiers.updatedBy} in ${people}`).run()
  tx.update(tierRuns).set({ askedBy: null }).where(sql`${tierRuns.askedBy} in ${people}`).run()
  tx.update(tierOverrides).set({ byId: null }).where(sql`${tierOverrides.byId} in ${people}`).run()
}
