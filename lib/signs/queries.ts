import { and, asc, count, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { paddingSignRows, paddingSigns } from '#db/schema/truth'
import { Missing } from '../kernel/errors.ts'
import { type Grant, within } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import { KEPT_ROWS, type SignKind } from './model.ts'

type SignGrant = Grant<'sign.read' | 'sign.setAside'>
export type SignFilter = { kind?: SignKind; aside?: boolean; page?: number; size?: number }

/** Signs within reach, latest first, each with up to 50 of its archives that are within reach; set aside they are apart until they grow. */
export function listSigns(me: SignGrant, filter: SignFilter = {}, from: Source = reader()) {
  const size = filter.size ?? 20
  const where = and(inSight(me), filter.kind && eq(paddingSigns.kind, filter.kind), filter.aside ? sql`not ${open}` : open)
  const total = from.select({ n: count() }).from(paddingSigns).where(where).get()?.n ?? 0
  const page = pageWithin(total, { page: filter.page, size })
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
