import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { analysisNotes, analysisParts, analysisRisks, analysisRows } from '#db/schema/analysis'
import { strategies } from '#db/schema/strategies'

/** Takes these customers out of the list of those at risk; lists behind figures pass over whoever is gone. */
export function clearAnalysis(tx: Tx, gone: SQL) {
  tx.delete(analysisRisks).where(sql`${analysisRisks.customerId} in ${gone}`).run()
}

/** Takes figures away that examples are part of; the next night works them out anew. */
export function dropFigures(tx: Tx) {
  for (const table of [analysisRows, analysisParts]) tx.delete(table).run()
}

/** Takes away what these people concluded, and the way from other conclusions to strategies of theirs, before those go. */
export function leaveAnalysis(tx: Tx, people: SQL) {
  tx.delete(analysisNotes).where(sql`${analysisNotes.createdBy} in ${people}`).run()
  const theirs = sql`(select id from ${strategies} where created_by in ${people})`
  tx.update(analysisNotes).set({ strategyId: null }).where(sql`${analysisNotes.strategyId} in ${theirs}`).run()
}
