import { desc, eq, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { purchases } from '#db/schema/followups'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'
import { today } from '../kernel/time.ts'
import { goodsOf } from './queries.ts'
import { suggestedOf, usualOf } from './recommend.ts'

// Enough to know a habit by.
const LATEST = 500

/** What a customer buys as a rule and what one could offer it (S2-25); undefined where neither is known. */
export function recommendationsFor(me: Grant<'purchase.read'>, customer: { id: number; industry: string }, from: Source = reader()) {
  reachCustomer(me, customer.id, from)
  const bought = latest(from).all({ id: customer.id })
  const [usual, suggested] = [usualOf(bought, today()), suggestedOf(goodsOf(customer.industry, from), bought)]
  return usual.length + suggested.length > 0 ? { usual, suggested } : undefined
}

const latest = builtOnce((from) =>
  from
    .select({ on: purchases.purchasedOn, product: purchases.product })
    .from(purchases)
    .where(eq(purchases.customerId, sql.placeholder('id')))
    .orderBy(desc(purchases.purchasedOn))
    .limit(LATEST)
    .prepare(),
)
