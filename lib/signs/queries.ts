import { and, asc, type Column, count, desc, eq, gte, inArray, isNull, min, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { paddingSignRows, paddingSigns } from '#db/schema/truth'
import { maskPhone } from '../formats/phone.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, within } from '../kernel/grant.ts'
import { type Finding, KEPT_ROWS, markOf, PHONE_ARCHIVES, type Registered, type SignKind } from './model.ts'

type SignGrant = Grant<'sign.read' | 'sign.setAside'>
type Looking = Grant<'sign.record'>
export type SignFilter = { kind?: SignKind; aside?: boolean; page?: number; size?: number }

/** Signs within reach, latest first, each with up to 50 of its archives that are within reach; set aside they are apart until they grow. */
export function listSigns(me: SignGrant, filter: SignFilter = {}, from: Source = reader()) {
  const size = filter.size ?? 20
  const where = and(inSight(me), filter.kind && eq(paddingSigns.kind, filter.kind), filter.aside ? sql`not ${open}` : open)
  const total = from.select({ n: count() }).from(paddingSigns).where(where).get()?.n ?? 0
  const page = Math.min(Math.max(filter.page ?? 1, 1), Math.max(1, Math.ceil(total / size)))
  const found = from
    .select({
      sign: paddingSigns,
      person: users.name,
      asideBy: sql<string | null>`(select name from users a where a.id = ${paddingSigns.asideBy})`,
    })
    .from(paddingSigns)
    .leftJoin(users, eq(users.id, paddingSigns.userId))
    .where(where)
    .orderBy(desc(paddingSigns.foundAt), desc(paddingSigns.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  const rows = found.map(({ sign: { mark: _, ...sign }, ...who }) => ({ ...sign, ...who, archives: archivesOf(me, sign.id, from) }))
  return { rows, total, page, size }
}

/** One sign within reach. */
export function findSign(me: SignGrant, id: number, from: Source = reader()) {
  const sign = from
    .select()
    .from(paddingSigns)
    .where(and(eq(paddingSigns.id, id), inSight(me)))
    .get()
  if (!sign) throw new Missing('核实事项')
  return sign
}

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
    sql`select phone, count(*) as n from ${table} where phone > ${after} and phone <> '' group by phone order by phone limit ${limit}`,
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

const open = sql`(${paddingSigns.asideAt} is null or ${paddingSigns.size} > ${paddingSigns.asideSize})`

// A sign is within reach where its person is, or any archive behind it.
function inSight(me: SignGrant): SQL | undefined {
  const person = within(me, paddingSigns.userId)
  if (!person) return undefined
  const archive = within(me, customers.ownerId, customers.departmentId)
  const behind = sql`exists (select 1 from ${paddingSignRows} join ${customers} on ${customers.id} = ${paddingSignRows.customerId} where ${paddingSignRows.signId} = ${paddingSigns.id} and ${archive})`
  return or(person, behind)
}

const archivesOf = (me: SignGrant, signId: number, from: Source) =>
  from
    .select({ id: customers.id, name: customers.name, number: customers.number, owner: users.nameMasked, createdAt: customers.createdAt })
    .from(paddingSignRows)
    .innerJoin(customers, eq(customers.id, paddingSignRows.customerId))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(and(eq(paddingSignRows.signId, signId), isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId)))
    .orderBy(asc(customers.createdAt))
    .limit(KEPT_ROWS)
    .all()
