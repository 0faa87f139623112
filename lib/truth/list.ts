import { and, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import type { Level } from '../customers/model.ts'
import { inOrder } from '../formats/in-order.ts'
import type { Grant } from '../kernel/grant.ts'
import { instantOf, today } from '../kernel/time.ts'
import { countAlong, idsAlong, indexFor, ownReach, turned } from './walk.ts'

export type UntouchedFilter = { owner?: number; level?: Level; page?: number; size?: number }

/** Archives within reach on which nobody has worked this month: no edit, follow-up, verification or check (S1-73); longest ago first, counted up to 10,000. */
export function listUntouched(me: Grant<'customer.read'>, filter: UntouchedFilter, from: Source = reader()) {
  const index = indexFor(me, 'touched', filter.owner)
  const where = and(untouched(me, startOfMonth()), asked(filter))
  const paging = turned(countAlong(index, where, from), filter)
  const rows = rowsOf(idsAlong(index, where, sql`touched_at, level`, paging, from), from)
  return { rows, ...paging }
}

/** How many archives within reach still wait this month, and how many there are to look after; both up to 10,001. */
export function countUntouched(me: Grant<'customer.read'>, from: Source = reader()) {
  const count = (before: number) => countAlong(indexFor(me, 'touched'), untouched(me, before), from)
  return { waiting: count(startOfMonth()), all: count(Number.MAX_SAFE_INTEGER) }
}

const startOfMonth = () => instantOf(`${today().slice(0, 7)}-01`)

// Spelled as in the indexes, which leave out those that nobody looks after any more.
const lookedAfter = sql`deleted_at is null and status not in ('lost', 'merged', 'archived')`

const untouched = (me: Grant<'customer.read'>, before: number) => and(lookedAfter, lt(customers.touchedAt, before), ownReach(me))

const asked = ({ owner, level }: UntouchedFilter): SQL | undefined =>
  and(owner === undefined ? undefined : eq(customers.ownerId, owner), level && eq(customers.level, level))

function rowsOf(ids: number[], from: Source) {
  const rows = from.select(columns).from(customers).leftJoin(users, eq(users.id, customers.ownerId)).where(inArray(customers.id, ids)).all()
  return inOrder(ids, rows)
}

const columns = {
  id: customers.id,
  name: customers.name,
  number: customers.number,
  level: customers.level,
  ownerMasked: users.nameMasked,
  touchedAt: customers.touchedAt,
  lastContactAt: customers.lastContactAt,
}
