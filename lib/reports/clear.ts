import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { notifications } from '#db/schema/machine'
import { reportDownloads, reportRows, reports } from '#db/schema/reports'

/** Takes reports away that speak of examples, with their rows and who took them. */
export function clearReports(tx: Tx) {
  const gone = sql`(select id from ${reports} where demo = 1)`
  tx.delete(notifications).where(sql`href in (select '/reports/' || id from ${reports} where demo = 1)`).run()
  tx.delete(reportRows).where(sql`${reportRows.reportId} in ${gone}`).run()
  tx.delete(reportDownloads).where(sql`${reportDownloads.reportId} in ${gone}`).run()
  tx.delete(reports).where(eq(reports.demo, true)).run()
}

/** Takes these people's hands off reports that stay; who took a copy keeps their name. */
export function leaveReports(tx: Tx, people: SQL) {
  tx.update(reports).set({ askedBy: null }).where(sql`${reports.askedBy} in ${people}`).run()
  tx.update(reportDownloads).set({ userId: null }).where(sql`${reportDownloads.userId} in ${people}`).run()
}
