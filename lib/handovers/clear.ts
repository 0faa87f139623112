import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { handoverLines, handoverMoves, handovers, leaves, undos } from '#db/schema/handovers'
import { notifications } from '#db/schema/machine'

/** What books say of customers that go for good. */
export function clearFromBooks(tx: Tx, ofCustomer: SQL, ids: SQL) {
  tx.delete(handoverLines).where(ofCustomer).run()
  tx.delete(handoverMoves).where(sql`${handoverMoves.kind} in ('customer', 'binned') and ${handoverMoves.rowId} in ${ids}`).run()
  clearEmptied(tx)
}

// A book of which nothing is left tells nobody anything; one of a leave stays for the leave's sake.
function clearEmptied(tx: Tx) {
  const lines = sql`select 1 from ${handoverLines} where ${handoverLines.handoverId} = ${handovers.id}`
  const emptied = sql`(select ${handovers.id} from ${handovers} where ${handovers.leaveId} is null and not exists (${lines}))`
  tx.delete(notifications).where(sql`${notifications.href} in (select '/handovers/' || id from ${handovers} where id in ${emptied})`).run()
  tx.delete(handoverMoves).where(sql`${handoverMoves.handoverId} in ${emptied}`).run()
  tx.delete(handovers).where(sql`${handovers.id} in ${emptied}`).run()
}

/** Takes people who go for good out of books that stay: who gave, who did it, who ticked. */
export function leaveBooks(tx: Tx, people: SQL) {
  tx.update(handoverLines).set({ tickedBy: null }).where(sql`${handoverLines.tickedBy} in ${people}`).run()
  tx.update(handovers).set({ fromId: null }).where(sql`${handovers.fromId} in ${people}`).run()
  tx.update(handovers).set({ byId: null }).where(sql`${handovers.byId} in ${people}`).run()
  tx.update(leaves).set({ byId: null }).where(sql`${leaves.byId} in ${people}`).run()
  tx.update(leaves).set({ undoneBy: null }).where(sql`${leaves.undoneBy} in ${people}`).run()
}

/** Takes away the books that were for people who go for good, and their leaves. */
export function clearBooks(tx: Tx, people: SQL) {
  const gone = sql`(select id from ${leaves} where user_id in ${people} or to_id in ${people})`
  const books = tx
    .select({ id: handovers.id })
    .from(handovers)
    .where(sql`${handovers.toId} in ${people} or ${handovers.leaveId} in ${gone}`)
    .all()
    .map(({ id }) => id)
  tx.delete(notifications)
    .where(
      inArray(
        notifications.href,
        books.map((id) => `/handovers/${id}`),
      ),
    )
    .run()
  tx.delete(handoverLines).where(inArray(handoverLines.handoverId, books)).run()
  tx.delete(handoverMoves).where(inArray(handoverMoves.handoverId, books)).run()
  tx.delete(handovers).where(inArray(handovers.id, books)).run()
  tx.delete(leaves).where(sql`${leaves.id} in ${gone}`).run()
  tx.delete(undos).where(sql`${undos.userId} in ${people}`).run()
}
