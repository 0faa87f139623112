import { and, eq, isNull, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { collaborators } from '#db/schema/archive'
import { customers, customerTerms } from '#db/schema/customers'
import { builtOnce } from '#db/statements'
import { isShared } from '../kernel/bounds.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf, within } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import type { Customer } from './model.ts'
import { revenueBands, TOP_BAND } from './revenue.ts'

/** A deed on a customer or on what belongs to its archive. */
export type CustomerGrant = Grant<
  Extract<Permission, `${'customer' | 'contact' | 'profile' | 'collaborator' | 'consent'}.${string}` | 'purchase.read'>
>

/** The whole row, raw values and all: for commands, never for a page. */
export function findCustomer(me: CustomerGrant, id: number, from: Source = reader()): Customer {
  const customer = wholeOf(from, me).get({ id, ...bearer(me) })
  if (!customer) throw new Missing('客户')
  return customer
}

const wholeOf = preparedFor((from, me: CustomerGrant) =>
  from
    .select()
    .from(customers)
    .where(reachable(me, sql.placeholder('id')))
    .prepare(),
)

/** That a customer is within reach, and whose it is: the first line of whatever tells something about it. */
export function reachCustomer(me: CustomerGrant, id: number, from: Source = reader()) {
  const customer = ownerWithin(from, me).get({ id, ...bearer(me) })
  if (!customer) throw new Missing('客户')
  return customer
}

const ownerWithin = preparedFor((from, me: CustomerGrant) =>
  from
    .select({ ownerId: customers.ownerId, departmentId: customers.departmentId })
    .from(customers)
    .where(reachable(me, sql.placeholder('id')))
    .prepare(),
)

/** By name or number, for choosing a customer and for sheets; more than one may bear a name. */
export function findByName(me: CustomerGrant, nameKey: string, from: Source = reader()) {
  return from
    .select({ id: customers.id, number: customers.number })
    .from(customers)
    .where(living(me, eq(customers.nameKey, nameKey)))
    .limit(3)
    .all()
}

export function findByNumber(me: CustomerGrant, number: string, from: Source = reader()) {
  return from
    .select({ id: customers.id, number: customers.number })
    .from(customers)
    .where(living(me, eq(customers.number, number)))
    .get()
}

/** The living customer that the database would refuse a second one beside: same name and same phone. */
export function findTwin(nameKey: string, phone: string, from: Source = reader()) {
  return from
    .select({ id: customers.id, number: customers.number })
    .from(customers)
    .where(and(eq(customers.nameKey, nameKey), eq(customers.phone, phone), isNull(customers.deletedAt)))
    .get()
}

/** Whether this person works on a customer beside its owner. */
export const isCollaborator = (userId: number, customerId: number, from: Source = reader()) =>
  helperOf(from).get({ userId, customerId }) !== undefined

const helperOf = builtOnce((from) =>
  from
    .select({ id: collaborators.userId })
    .from(collaborators)
    .where(and(eq(collaborators.customerId, sql.placeholder('customerId')), eq(collaborators.userId, sql.placeholder('userId'))))
    .prepare(),
)

/** The words a customer stands under in the index; for the commands that renew them. */
export const findTerms = (id: number, from: Source = reader()) => from.select().from(customerTerms).where(eq(customerTerms.id, id)).get()

export const living = (me: CustomerGrant, what?: SQL) => and(what, isNull(customers.deletedAt), reached(me))

/** Within the grant's own reach, or shared with this person where the deed is one that collaborators may do (S1-23, W-22); for any query that has the customers table. */
export function reached(me: Grant): SQL | undefined {
  const reach = within(me, customers.ownerId, customers.departmentId)
  return reach && isShared(me.permission) ? or(reach, sharedWith(idOf(me.actor))) : reach
}

/** Whether this grant reaches anything by sharing, beyond its own reach. */
export const isHelping = (me: Grant, from: Source = reader()) =>
  me.reach !== 'all' && isShared(me.permission) && helpsOf(from).get({ user: idOf(me.actor) }) !== undefined

const helpsOf = builtOnce((from) =>
  from
    .select({ id: collaborators.customerId })
    .from(collaborators)
    .where(eq(collaborators.userId, sql.placeholder('user')))
    .limit(1)
    .prepare(),
)

// Asked of one customer at a time, so that a list walks the index of its order.
const sharedWith = (userId: number) =>
  sql`exists (select 1 from ${collaborators} k where k.customer_id = ${customers.id} and k.user_id = ${userId})`

/** One customer within reach; to read it, an open to-do of one's own on it is reach enough, because it was handed over to be done. */
export function reachable(me: CustomerGrant, id: number | Placeholder) {
  const handed = sql`exists (select 1 from todos t where t.customer_id = ${customers.id} and t.assignee_id = ${idOf(me.actor)} and t.created_by <> t.assignee_id and t.status = 'open')`
  const reach = reached(me)
  return and(eq(customers.id, id), isNull(customers.deletedAt), reach && me.permission.endsWith('.read') ? or(reach, handed) : reach)
}

const bandCases = revenueBands.map(([below, words]) => sql`when ${customers.revenueWan} < ${below} then ${words}`)
const revenueMasked = sql<
  string | null
>`case when ${customers.revenueWan} is null then null ${sql.join(bandCases, sql` `)} else ${TOP_BAND} end`

/** The columns a page may read: every secret by its mask, the revenue by its band. */
export const shown = {
  id: customers.id,
  number: customers.number,
  type: customers.type,
  name: customers.name,
  contactMasked: customers.contactMasked,
  phoneMasked: customers.phoneMasked,
  emailMasked: customers.emailMasked,
  position: customers.position,
  industry: customers.industry,
  source: customers.source,
  level: customers.level,
  potential: customers.potential,
  status: customers.status,
  address: customers.address,
  note: customers.note,
  headcount: customers.headcount,
  revenueMasked,
  creditCode: customers.creditCode,
  tags: customers.tags,
  createdOn: customers.createdOn,
  lastContactAt: customers.lastContactAt,
  nextDueAt: customers.nextDueAt,
  updatedAt: customers.updatedAt,
  demo: customers.demo,
}
