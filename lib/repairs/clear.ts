import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { repairSteps, repairs } from '#db/schema/closing'

/** Takes plans away for good, before the to-dos and tickets they point to. */
export function clearRepairs(tx: Tx, which: SQL) {
  tx.delete(repairSteps).where(sql`${repairSteps.repairId} in (select id from ${repairs} where ${which})`).run()
  tx.delete(repairs).where(which).run()
}
