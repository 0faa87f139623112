import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { businessCards } from '#db/schema/cards'
import { consents, strategies, strategyPushes } from '#db/schema/strategies'

/** Takes away what was pushed to these customers and whether they agreed to it, before the to-dos and invitations it points to. */
export function clearStrategies(tx: Tx, gone: SQL) {
  tx.delete(strategyPushes).where(sql`${strategyPushes.customerId} in ${gone}`).run()
  tx.delete(consents).where(sql`${consents.id} in ${gone}`).run()
}

/** Takes these people's hands off strategies that stay; one of theirs that reached nobody real goes with them. */
export function leaveStrategies(tx: Tx, people: SQL) {
  tx.delete(businessCards).where(sql`${businessCards.id} in ${people}`).run()
  tx.update(strategyPushes).set({ assigneeId: null }).where(sql`${strategyPushes.assigneeId} in ${people}`).run()
  tx.update(strategyPushes).set({ sentBy: null }).where(sql`${strategyPushes.sentBy} in ${people}`).run()
  tx.update(consents).set({ byId: null }).where(sql`${consents.byId} in ${people}`).run()
  tx.delete(strategies).where(sql`created_by in ${people} and id not in (select strategy_id from ${strategyPushes})`).run()
  tx.update(strategies).set({ createdBy: null }).where(sql`${strategies.createdBy} in ${people}`).run()
  tx.update(strategies).set({ responsibleId: null }).where(sql`${strategies.responsibleId} in ${people}`).run()
}
