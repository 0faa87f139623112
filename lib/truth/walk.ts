import { type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { literal } from '#db/statements'
import { departmentOf, type Grant, within } from '../kernel/grant.ts'
import { CAP, pageWithin } from '../kernel/pages.ts'

/** Those that are this person's to look after; what one merely helps with is somebody else's. */
export const ownReach = (me: Grant<'customer.read'>) => within(me, customers.ownerId, customers.departmentId)

/** The index that holds what is asked together, in order: one owner's, one department's, or everybody's. */
export function indexFor(me: Grant<'customer.read'>, what: 'touched' | 'verified', owner?: number): string {
  const department = me.reach === 'department' && departmentOf(me.actor) !== null
  const isOwners = owner !== undefined || (me.reach !== 'all' && !department)
  return `customers_${isOwners ? 'owner_' : department ? 'department_' : ''}${what}`
}

/** How many customers along an index answer, up to 10,001. */
export const countAlong = (index: string, where: SQL | undefined, from: Source): number =>
  from.get<{ n: number }>(
    sql`select count(*) as n from (select 1 from customers indexed by ${sql.identifier(index)} where ${where} limit ${literal(CAP + 1)})`,
  )?.n ?? 0

export const idsAlong = (index: string, where: SQL | undefined, order: SQL, { page, size }: { page: number; size: number }, from: Source) =>
  from
    .all<{ id: number }>(
      sql`select id from customers indexed by ${sql.identifier(index)} where ${where} order by ${order} limit ${literal(size)} offset ${(page - 1) * size}`,
    )
    .map(({ id }) => id)

/** How a list is turned: what was found, counted up to the cap, and the page that was asked for. */
export function turned(found: number, { page, size = 50 }: { page?: number; size?: number }) {
  const total = Math.min(found, CAP)
  return { total, capped: found > CAP, page: pageWithin(total, { page, size }), size }
}
