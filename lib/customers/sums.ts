import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { collaborators } from '#db/schema/archive'
import { customers, customerTotals } from '#db/schema/customers'
import { builtOnce } from '#db/statements'
import { departmentOf, idOf, within } from '../kernel/grant.ts'
import type { Asked } from './asking.ts'
import type { CustomerGrant } from './queries.ts'

/** How many customers answer what is asked, up to CAP + 1; without any filter the kept total. */
export function countHits(me: CustomerGrant, ask: Asked, from: Source): number {
  if (ask.hopeless) return 0
  if (ask.kept) return keptTotal(me, from) + (ask.shares ? sharedTotal(me, from) : 0)
  return ask.hits().length
}

function keptTotal(me: CustomerGrant, from: Source) {
  const department = departmentOf(me.actor)
  if (me.reach === 'all') return totalsOfAll(from).get()?.n ?? 0
  if (me.reach === 'department' && department !== null) return totalsOfDepartment(from).get({ department })?.n ?? 0
  return totalsOfOwner(from).get({ owner: idOf(me.actor) })?.n ?? 0
}

const totals = (from: Source, scope?: SQL) =>
  from
    .select({ n: sql<number>`coalesce(sum(${customerTotals.total}), 0)` })
    .from(customerTotals)
    .where(scope)
    .prepare()
const totalsOfAll = builtOnce((from) => totals(from))
const totalsOfDepartment = builtOnce((from) => totals(from, eq(customerTotals.departmentId, sql.placeholder('department'))))
const totalsOfOwner = builtOnce((from) => totals(from, eq(customerTotals.ownerId, sql.placeholder('owner'))))

// Those one helps with that the kept totals do not count already.
function sharedTotal(me: CustomerGrant, from: Source) {
  const own = within(me, customers.ownerId, customers.departmentId)
  const helped = and(eq(collaborators.userId, idOf(me.actor)), isNull(customers.deletedAt), own && sql`(${own}) is not true`)
  const inside = sql`select 1 from collaborators join customers on customers.id = collaborators.customer_id where ${helped}`
  return from.get<{ n: number }>(sql`select count(*) as n from (${inside})`)?.n ?? 0
}
