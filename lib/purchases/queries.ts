import { and, eq, isNull } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { Missing } from '../kernel/errors.ts'
import { type Grant, within } from '../kernel/grant.ts'

/** Throws Missing where the grant for purchases does not reach this customer, whatever the person may read. */
export function requireReach(me: Grant<'purchase.record'>, customerId: number, from: Source = reader()) {
  const reached = and(eq(customers.id, customerId), isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId))
  if (!from.select({ id: customers.id }).from(customers).where(reached).get()) throw new Missing('客户')
}
