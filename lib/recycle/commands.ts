import { and, eq, inArray, lte, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { collaborators, contacts, files, profiles } from '#db/schema/archive'
import { repairs } from '#db/schema/closing'
import { customers, customerTerms, formerValues, reveals } from '#db/schema/customers'
import { duplicatePairs, merges } from '#db/schema/duplicates'
import { followUps, purchases, todos } from '#db/schema/followups'
import { handoverLines } from '#db/schema/handovers'
import { notifications } from '#db/schema/machine'
import { collaborationRequests, customerSince, poolMoves, poolWarnings } from '#db/schema/sharing'
import { tickets } from '#db/schema/tickets'
import { changeEvents, customerChecks, paddingSignRows, verifications } from '#db/schema/truth'
import { clearAnalysis } from '../analysis/clear.ts'
import { renewTerms } from '../customers/terms.ts'
import { clearFromBooks } from '../handovers/clear.ts'
import { command, removed, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { clearRepairs } from '../repairs/clear.ts'
import { clearStrategies } from '../strategies/clear.ts'
import { clearSuggestions } from '../suggestions/clear.ts'
import { clearSurveys } from '../surveys/clear.ts'
import { clearTickets } from '../tickets/clear.ts'
import { clearTiers } from '../tiers/clear.ts'
import { KEPT_MS, PURGE_AT_ONCE } from './model.ts'
import { findDeleted } from './queries.ts'
import { refuseTwin } from './twins.ts'

const id = z.coerce.number().int().positive()

/** Brings a customer back with all that hangs on it, unless another has taken its place meanwhile. */
export const restoreCustomer = command({
  name: 'customer.restore',
  input: z.strictObject({ id, version: z.coerce.number().int() }),
  run(tx, me, { id, version }) {
    const before = findDeleted(me, id, tx)
    if (before.version !== version) throw new Conflict('这位客户刚被别人处理过，请刷新后再试')
    refuseTwin(tx, before)
    const after = tx
      .update(customers)
      .set({ deletedAt: null, updatedAt: now(), version: version + 1 })
      .where(eq(customers.id, id))
      .returning()
      .get()!
    renewTerms(tx, id)
    return updated(before, after, id)
  },
})

/** Takes customers whose thirty days are over away for good, with all that hung on them: one audit row each, which names nobody. */
export const purgeCustomers = command({
  name: 'customer.purge',
  input: z.strictObject({ ids: z.array(id).max(PURGE_AT_ONCE), at: z.number() }),
  run(tx, _me, { ids, at }) {
    const over = and(inArray(customers.id, ids), lte(customers.deletedAt, at - KEPT_MS))
    const gone = tx.select({ id: customers.id, number: customers.number, deletedAt: customers.deletedAt }).from(customers).where(over).all()
    if (gone.length > 0)
      clearAway(
        tx,
        gone.map((customer) => customer.id),
      )
    return gone.map((customer) => removed(customer, customer.id))
  },
})

// The hanging first: what points to a row goes before the row.
function clearAway(tx: Tx, ids: number[]) {
  const pages = sql`select '/customers/' || id from ${customers} where id in ${ids} union all select '/todos/' || id from ${todos} where customer_id in ${ids} union all select '/tickets/' || id from ${tickets} where customer_id in ${ids}`
  tx.delete(notifications).where(sql`${notifications.href} in (${pages})`).run()
  clearFromBooks(tx, inArray(handoverLines.customerId, ids), sql`${ids}`)
  tx.delete(files).where(inArray(files.customerId, ids)).run()
  for (const clear of [clearSuggestions, clearStrategies, clearSurveys, clearTiers, clearAnalysis]) clear(tx, sql`${ids}`)
  clearRepairs(tx, inArray(repairs.customerId, ids))
  clearTickets(tx, sql`${tickets.customerId} in ${ids}`)
  tx.delete(changeEvents).where(inArray(changeEvents.customerId, ids)).run()
  tx.delete(verifications).where(inArray(verifications.customerId, ids)).run()
  tx.delete(customerChecks).where(inArray(customerChecks.customerId, ids)).run()
  tx.delete(paddingSignRows).where(inArray(paddingSignRows.customerId, ids)).run()
  tx.delete(todos).where(inArray(todos.customerId, ids)).run()
  tx.delete(followUps).where(inArray(followUps.customerId, ids)).run()
  tx.delete(purchases).where(inArray(purchases.customerId, ids)).run()
  tx.delete(formerValues).where(inArray(formerValues.customerId, ids)).run()
  tx.delete(reveals).where(inArray(reveals.customerId, ids)).run()
  tx.delete(contacts).where(inArray(contacts.customerId, ids)).run()
  tx.delete(profiles).where(inArray(profiles.id, ids)).run()
  tx.delete(collaborators).where(inArray(collaborators.customerId, ids)).run()
  tx.delete(collaborationRequests).where(inArray(collaborationRequests.customerId, ids)).run()
  tx.delete(customerSince).where(inArray(customerSince.id, ids)).run()
  tx.delete(poolWarnings).where(inArray(poolWarnings.id, ids)).run()
  tx.delete(poolMoves).where(inArray(poolMoves.customerId, ids)).run()
  tx.delete(duplicatePairs)
    .where(or(inArray(duplicatePairs.lowId, ids), inArray(duplicatePairs.highId, ids)))
    .run()
  tx.delete(merges).where(inArray(merges.winnerId, ids)).run()
  tx.delete(customerTerms).where(inArray(customerTerms.id, ids)).run()
  tx.delete(customers).where(inArray(customers.id, ids)).run()
}
