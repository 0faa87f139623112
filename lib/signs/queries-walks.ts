import { and, asc, type Column, eq, gte, inArray, isNull, min, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { literal } from '#db/statements'
import { maskPhone } from '../formats/phone.ts'
import type { Grant } from '../kernel/grant.ts'
import { type Finding, KEPT_ROWS, markOf, PHONE_ARCHIVES, type Registered } from './model.ts'

type Looking = Grant<'sign.record'>

/** People whose archives are looked at one after another. */
export const listPeople = (_me: Looking, from: Source = reader()): number[] =>
  from
    .select({ id: users.id })
    .from(users)
    .orderBy(asc(users.id))
    .all()
    .map(({ id }) => id)

/** Where a walk through one person's rows goes on. */
export type Mark = { at: number; id: number }
export const START: Mark = { at: 0, id: 0 }

/** What one person registered by hand after a mark, in order of time. */
export const registeredAfter = (_me: Looking, userId: number, mark: Mark, limit: number, from: Source = reader()): Registered[] =>
  from
    .select({ id: customers.id, phone: customers.phone, createdAt: customers.createdAt })
    .from(customers)
    .where(
      and(
        eq(customers.createdBy, userId),
        after(customers.createdAt, customers.id, mark),
        isNull(customers.deletedAt),
        isNull(customers.importJobId),
      ),
    )
    .orderBy(asc(customers.createdAt), asc(customers.id))
    .limit(limit)
    .all()

/** When each of these was first contacted, up to ten minutes before it was registered. */
export const firstContacts = (_me: Looking, ids: number[], from: Source = reader()) =>
  new Map(
    from
      .select({ id: followUps.customerId, at: min(followUps.occurredAt) })
      .from(followUps)
      .innerJoin(customers, and(eq(customers.id, followUps.customerId), gte(followUps.occurredAt, sql`${customers.createdAt} - 600000`)))
      .where(inArray(followUps.customerId, ids))
      .groupBy(followUps.customerId)
      .all()
      .map(({ id, at }) => [id, at]),
  )

/** What one person wrote down by hand after a mark, in order of time. */
export const writtenAfter = (_me: Looking, userId: number, mark: Mark, limit: number, from: Source = reader()) =>
  from
    .select({ id: followUps.id, createdAt: followUps.occurredAt, customerId: followUps.customerId, content: followUps.content })
    .from(followUps)
    .where(and(eq(followUps.followerId, userId), after(followUps.occurredAt, followUps.id, mark), isNull(followUps.importJobId)))
    .orderBy(asc(followUps.occurredAt), asc(followUps.id))
    .limit(limit)
    .all()

/** What one person looks after, registered after a mark, in order of time. */
export const ownedAfter = (_me: Looking, ownerId: number, mark: Mark, limit: number, from: Source = reader()) =>
  from
    .select({ id: customers.id, createdAt: customers.createdAt, type: customers.type, revenueWan: customers.revenueWan })
    .from(customers)
    .where(and(eq(customers.ownerId, ownerId), after(customers.createdAt, customers.id, mark), isNull(customers.deletedAt)))
    .orderBy(asc(customers.createdAt), asc(customers.id))
    .limit(limit)
    .all()

/** Those of these customers that are not in the recycle bin. */
export const livingOf = (_me: Looking, ids: number[], from: Source = reader()): number[] =>
  from
    .select({ id: customers.id })
    .from(customers)
    .where(and(inArray(customers.id, ids), isNull(customers.deletedAt)))
    .all()
    .map(({ id }) => id)

/** A stretch of all phone numbers in order, from one number on: those that at least three living archives share, and the number to go on from; undefined at the end. */
export function sharedPhones(_me: Looking, of: 'customers' | 'contacts', after: string, limit: number, from: Source = reader()) {
  const table = sql.identifier(of)
  const stretch = from.all<{ phone: string; n: number }>(
    sql`select phone, count(*) as n from ${table} where phone > ${after} and phone <> '' group by phone order by phone limit ${literal(limit)}`,
  )
  // A number that stands in archives alone is found among the archives; one that stands with other contacts, among those.
  const likely = of === 'customers' ? stretch.filter(({ n }) => n >= PHONE_ARCHIVES) : stretch
  const findings = likely.flatMap(({ phone }) => sharingOf(phone, from))
  return { findings, next: stretch.length < limit ? undefined : stretch.at(-1)?.phone }
}

function sharingOf(phone: string, from: Source): Finding[] {
  const archives = from.all<{ id: number }>(sql`
    select c.id from customers c where c.deleted_at is null and c.id in (
      select id from customers where phone = ${phone} union select customer_id from contacts where phone = ${phone} and phone <> '')
    order by c.id limit 1000`)
  if (archives.length < PHONE_ARCHIVES) return []
  const kept = archives.slice(0, KEPT_ROWS).map(({ id }) => id)
  return [{ kind: 'phone', mark: markOf(phone), userId: null, size: archives.length, detail: maskPhone(phone), customers: kept }]
}

const after = (moment: Column, id: Column, mark: Mark) => sql`(${moment}, ${id}) > (${mark.at}, ${mark.id})`
