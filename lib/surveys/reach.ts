import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { customers } from '#db/schema/customers'
import { reached } from '../customers/queries.ts'
import { type Grant, grant, idOf } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'

export type SurveyGrant = Grant<Extract<Permission, `survey.${string}`>>

/** Living customers whom this person may see, for a query that has the customers table: nobody reads of others what they were asked or answered. */
export const ofReach = (me: SurveyGrant): SQL | undefined => and(isNull(customers.deletedAt), reached(grant(me.actor, 'customer.read')))

/** Where somebody sees but the customers of their own, these ids lead: few, found by index; undefined for whoever sees more. */
export function ownIds(me: SurveyGrant): SQL | undefined {
  if (grant(me.actor, 'customer.read').reach !== 'own') return undefined
  const user = idOf(me.actor)
  return sql`(select id from customers where owner_id = ${user} and deleted_at is null union select customer_id from collaborators where user_id = ${user})`
}
