import { desc, eq, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { changeEvents } from '#db/schema/truth'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'

/** The changes of one customer as events, latest first, with how the review stands that each asked for. */
export function listChanges(me: Grant<'customer.read'>, customerId: number, limit: number, from: Source = reader()) {
  reachCustomer(me, customerId, from)
  return changesOf(from).all({ customerId, limit })
}

const changesOf = builtOnce((from) =>
  from
    .select({
      id: changeEvents.id,
      kind: changeEvents.kind,
      field: changeEvents.field,
      was: changeEvents.was,
      became: changeEvents.became,
      at: changeEvents.createdAt,
      by: users.name,
      review: todos.status,
    })
    .from(changeEvents)
    .leftJoin(users, eq(users.id, changeEvents.createdBy))
    .leftJoin(todos, eq(todos.id, changeEvents.todoId))
    .where(eq(changeEvents.customerId, sql.placeholder('customerId')))
    .orderBy(desc(changeEvents.createdAt), desc(changeEvents.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
)
