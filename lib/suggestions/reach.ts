import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { isHelping, reached } from '../customers/queries.ts'
import { type Grant, idOf, within } from '../kernel/grant.ts'

export type SuggestionGrant = Grant<'suggestion.read' | 'suggestion.sort' | 'suggestion.export'>

/** The suggestions whose customer this grant reaches, for a query that has both tables: of one's own the few customers are gathered first, else each suggestion asks its own. */
export function ofReached(me: SuggestionGrant, from: Source, alias = 'suggestions'): SQL | undefined {
  const living = isNull(customers.deletedAt)
  const helps = isHelping(me, from)
  if (me.reach !== 'own') return and(living, helps ? reached(me) : within(me, customers.ownerId, customers.departmentId))
  const user = idOf(me.actor)
  const helped = helps ? sql` union select customer_id from collaborators where user_id = ${user}` : sql``
  return and(
    living,
    sql`${sql.identifier(alias)}.customer_id in (select id from customers where owner_id = ${user} and deleted_at is null${helped})`,
  )
}
