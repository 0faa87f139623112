import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { collaborators } from '#db/schema/archive'
import { customers, customerTotals } from '#db/schema/customers'
import { builtOnce, literal } from '#db/statements'
import { departmentOf, idOf, within } from '../kernel/grant.ts'
import { CAP } from '../kernel/pages.ts'
import type { Asked } from './asking.ts'
import type { CustomerGrant } from './queries.ts'

/** Up to so many hits are cheap to gather and to sort. */
export const FEW = 2000

/** How many a query finds, up to `most`. */
export const numberOf = (found: SQL, from: Source, most = CAP + 1) =>
  from.get<{ n: number }>(sql`select count(*) as n from (${found} limit ${literal(most)})`)?.n ?? 0

/** How many customers answer what is asked, up to CAP + 1; without any filter the kept total. */
export function countHits(me: CustomerGrant, ask: Asked, from: Source): number {
  if (ask.hopeless) return 0
  if (ask.found) return ask.found.length
  if (ask.kept) return keptTotal(me, from) + (ask.shares ? sharedTotal(me, from) : 0)
  if (!ask.match) return numberOf(sql`select 1 from customers where ${ask.each}`, from)
  const found = ask.range
    ? sql`select 1 from customer_search s join customers on customers.id = s.rowid where s.customer_search match ${ask.match} and ${ask.range}`
    : sql`select 1 from customer_search where customer_search match ${ask.match}`
  return numberOf(found, from)
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
