import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { ideaEntries, ideas, suggestions } from '#db/schema/suggestions'

/** Takes away what these customers suggested, before the records it points to. */
export const clearSuggestions = (tx: Tx, gone: SQL) => {
  tx.delete(suggestions).where(sql`${suggestions.customerId} in ${gone}`).run()
}

/** Takes these people's hands off ideas that stay; one of theirs that nobody real asked for goes with them. */
export function leaveSuggestions(tx: Tx, people: SQL) {
  tx.update(suggestions).set({ createdBy: null }).where(sql`${suggestions.createdBy} in ${people}`).run()
  const unasked = sql`created_by in ${people} and id not in (select idea_id from ${suggestions} where idea_id is not null)`
  tx.delete(ideaEntries).where(sql`${ideaEntries.ideaId} in (select id from ${ideas} where ${unasked})`).run()
  tx.delete(ideas).where(unasked).run()
  tx.update(ideaEntries).set({ byId: null }).where(sql`${ideaEntries.byId} in ${people}`).run()
  tx.update(ideas).set({ createdBy: null }).where(sql`${ideas.createdBy} in ${people}`).run()
  tx.update(ideas).set({ responsibleId: null }).where(sql`${ideas.responsibleId} in ${people}`).run()
}
