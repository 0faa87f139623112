import { and, desc, eq, gte, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { profiles } from '#db/schema/archive'
import { purchases } from '#db/schema/followups'
import { findCustomer } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'
import { today } from '../kernel/time.ts'
import type { Profile } from './model.ts'

const PRODUCTS = 5

/** A customer's profile; undefined where nobody has told anything yet, Missing where the customer is out of reach. */
export function findProfile(me: Grant<'customer.read' | 'profile.edit'>, id: number, from: Source = reader()): Profile | undefined {
  findCustomer(me, id, from)
  return from.select().from(profiles).where(eq(profiles.id, id)).get()
}

/** What a customer has bought so far (S1-16): first and last day, how often, fen within a year, the products bought most; undefined before the first purchase. */
export function cooperationOf(me: Grant<'purchase.read'>, customerId: number, from: Source = reader()) {
  findCustomer(me, customerId, from)
  const whole = from
    .select({
      count: sql<number>`count(*)`,
      first: sql<string>`min(${purchases.purchasedOn})`,
      last: sql<string>`max(${purchases.purchasedOn})`,
    })
    .from(purchases)
    .where(eq(purchases.customerId, customerId))
    .get()
  if (!whole || whole.count === 0) return undefined
  return { ...whole, yearFen: fenSince(customerId, yearBefore(today()), from), products: productsOf(customerId, from) }
}

function fenSince(customerId: number, day: string, from: Source) {
  return (
    from
      .select({ fen: sql<number>`coalesce(sum(${purchases.amountFen}), 0)` })
      .from(purchases)
      .where(and(eq(purchases.customerId, customerId), gte(purchases.purchasedOn, day)))
      .get()?.fen ?? 0
  )
}

const productsOf = (customerId: number, from: Source) =>
  from
    .select({ product: purchases.product, count: sql<number>`count(*)` })
    .from(purchases)
    .where(eq(purchases.customerId, customerId))
    .groupBy(purchases.product)
    .orderBy(desc(sql`count(*)`), purchases.product)
    .limit(PRODUCTS)
    .all()

// The day after the same day a year ago: twelve months to the day.
const yearBefore = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
