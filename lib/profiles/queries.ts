import { desc, eq, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { profiles } from '#db/schema/archive'
import { purchases } from '#db/schema/followups'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'
import { today } from '../kernel/time.ts'
import type { Profile } from './model.ts'

const PRODUCTS = 5

/** A customer's profile; undefined where nobody has told anything yet, Missing where the customer is out of reach. */
export function findProfile(me: Grant<'customer.read' | 'profile.edit'>, id: number, from: Source = reader()): Profile | undefined {
  reachCustomer(me, id, from)
  return profileOf(from).get({ id })
}

const profileOf = builtOnce((from) =>
  from
    .select()
    .from(profiles)
    .where(eq(profiles.id, sql.placeholder('id')))
    .prepare(),
)

/** The service category of a customer whose ticket one works on or takes down: no secret, and known to who does not read the archive. */
export const categoryOf = (_me: Grant<'ticket.read' | 'ticket.create'>, customerId: number, from: Source = reader()) =>
  profileOf(from).get({ id: customerId })?.serviceCategory

/** What a customer has bought so far (S1-16): first and last day, how often, fen within a year, the products bought most; undefined before the first purchase. */
export function cooperationOf(me: Grant<'purchase.read'>, customerId: number, from: Source = reader()) {
  reachCustomer(me, customerId, from)
  const whole = purchasesOf(from).get({ customerId, day: yearBefore(today()) })
  return whole && whole.count > 0 ? { ...whole, products: productsOf(from).all({ customerId }) } : undefined
}

const purchasesOf = builtOnce((from) =>
  from
    .select({
      count: sql<number>`count(*)`,
      first: sql<string>`min(${purchases.purchasedOn})`,
      last: sql<string>`max(${purchases.purchasedOn})`,
      yearFen: sql<number>`coalesce(sum(${purchases.amountFen}) filter (where ${purchases.purchasedOn} >= ${sql.placeholder('day')}), 0)`,
    })
    .from(purchases)
    .where(eq(purchases.customerId, sql.placeholder('customerId')))
    .prepare(),
)

const productsOf = builtOnce((from) =>
  from
    .select({ product: purchases.product, count: sql<number>`count(*)` })
    .from(purchases)
    .where(eq(purchases.customerId, sql.placeholder('customerId')))
    .groupBy(purchases.product)
    .orderBy(desc(sql`count(*)`), purchases.product)
    .limit(PRODUCTS)
    .prepare(),
)

// The day after the same day a year ago: twelve months to the day.
const yearBefore = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
