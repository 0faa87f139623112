import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import { reachCustomer, reached } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { followUpColumns } from './queries.ts'

const visible = (me: Grant) => and(isNull(customers.deletedAt), reached(me))

/** One customer's follow-ups with the plan each led to, newest first. */
export function listCustomerFollowUps(me: Grant<'customer.read'>, customerId: number, limit: number, from: Source = reader()) {
  reachCustomer(me, customerId, from)
  return followUpsOf(from).all({ customerId, limit })
}

const followUpsOf = builtOnce((from) =>
  from
    .select({
      ...followUpColumns,
      plan: todos.title,
      planDueAt: todos.dueAt,
      planDueTime: todos.dueTime,
      planStatus: todos.status,
      planDoneAt: todos.doneAt,
    })
    .from(followUps)
    .leftJoin(users, eq(users.id, followUps.followerId))
    .leftJoin(todos, eq(todos.followUpId, followUps.id))
    .where(eq(followUps.customerId, sql.placeholder('customerId')))
    .orderBy(desc(followUps.occurredAt), desc(followUps.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
)

export const listCustomerPurchases = (me: Grant<'purchase.read'>, customerId: number, limit: number, from: Source = reader()) =>
  purchasesOf(from, me).all({ customerId, limit, ...bearer(me) })

const purchasesOf = preparedFor((from, me: Grant<'purchase.read'>) =>
  from
    .select({
      id: purchases.id,
      product: purchases.product,
      quantityMilli: purchases.quantityMilli,
      unit: purchases.unit,
      amountFen: purchases.amountFen,
      purchasedOn: purchases.purchasedOn,
      note: purchases.note,
    })
    .from(purchases)
    .innerJoin(customers, eq(customers.id, purchases.customerId))
    .where(and(eq(purchases.customerId, sql.placeholder('customerId')), visible(me)))
    .orderBy(desc(purchases.purchasedOn), desc(purchases.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
)

/** How much stands behind each tab of an archive. */
export function countStory(me: Grant<'customer.read'>, customerId: number, from: Source = reader()) {
  reachCustomer(me, customerId, from)
  return storyOf(from).get({ customerId }) ?? { followUps: 0, purchases: 0 }
}

const rowsIn = (table: typeof followUps | typeof purchases) =>
  sql<number>`(select count(*) from ${table} where ${table.customerId} = ${sql.placeholder('customerId')})`

// Hung on the customer's own row, so that the builder has a table to read.
const storyOf = builtOnce((from) =>
  from
    .select({ followUps: rowsIn(followUps), purchases: rowsIn(purchases) })
    .from(customers)
    .where(eq(customers.id, sql.placeholder('customerId')))
    .prepare(),
)
