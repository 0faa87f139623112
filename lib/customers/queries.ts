import { and, asc, desc, eq, gt, inArray, isNull, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { builtOnce, reader, type Source } from '#db/client'
import { collaborators } from '#db/schema/archive'
import { customers, customerTerms, formerValues, reveals } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf, within } from '../kernel/grant.ts'
import { isShared, type Permission } from '../kernel/permissions.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { now } from '../kernel/time.ts'
import type { Customer } from './model.ts'
import { revenueBands, revenueWords, TOP_BAND } from './revenue.ts'

/** A deed on a customer or on what belongs to its archive. */
export type CustomerGrant = Grant<Extract<Permission, `${'customer' | 'contact' | 'profile' | 'collaborator'}.${string}` | 'purchase.read'>>
export type RevealField = (typeof reveals.$inferSelect)['field']

/** What was looked up stays on the screen for ten minutes (N-04). */
export const REVEAL_MS = 600_000

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

/** The archive as it may be shown: masked, but for what this person has revealed within ten minutes. */
export function findArchive(me: Grant<'customer.read'>, id: number, from: Source = reader()) {
  const archive = archiveOf(from, me).get({ id, ...bearer(me) })
  if (!archive) throw new Missing('客户')
  return { ...archive, revealed: revealedTo(me, id, from), former: formerNames(id, from) }
}

const archiveOf = preparedFor((from, me: Grant<'customer.read'>) =>
  from
    .select({ ...shown, ownerId: customers.ownerId, ownerMasked: users.nameMasked, version: customers.version })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
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

/** Who of a customer's former names, contacts and phones search still has to find (S0-04). */
export function listFormer(id: number, from: Source = reader()) {
  return from
    .select({ field: formerValues.field, value: formerValues.value })
    .from(formerValues)
    .where(eq(formerValues.customerId, id))
    .all()
}

/** How often anybody looked at raw values of this customer since a moment (N-04). */
export function countReveals(me: Grant<'customer.read'>, id: number, since: number, from: Source = reader()) {
  reachCustomer(me, id, from)
  return revealsSince(from).get({ id, since })?.n ?? 0
}

const revealsSince = builtOnce((from) =>
  from
    .select({ n: sql<number>`count(*)` })
    .from(reveals)
    .where(and(eq(reveals.customerId, sql.placeholder('id')), gt(reveals.at, sql.placeholder('since'))))
    .prepare(),
)

/** Names to offer while somebody looks for a customer: at most `limit`, newest first. */
export function suggestCustomers(me: Grant<'customer.read'>, ids: number[], from: Source = reader()) {
  return from
    .select({ id: customers.id, name: customers.name, number: customers.number })
    .from(customers)
    .where(living(me, inArray(customers.id, ids)))
    .orderBy(desc(customers.id))
    .all()
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
function reachable(me: CustomerGrant, id: number | Placeholder) {
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

function revealedTo(me: Grant<'customer.read'>, id: number, from: Source): Partial<Record<RevealField, string>> {
  const open = openReveals(from).all({ me: idOf(me.actor), since: now() - REVEAL_MS, id })
  if (open.length === 0) return {}
  const raw = from
    .select({ phone: customers.phone, email: customers.email, contact: customers.contact, owner: users.name, wan: customers.revenueWan })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(reachable(me, id))
    .get()
  const plain = raw && { ...raw, revenue: revenueWords(raw.wan) }
  return Object.fromEntries(open.map(({ field }) => [field, plain?.[field] ?? '']))
}

const openReveals = builtOnce((from) =>
  from
    .select({ field: reveals.field })
    .from(reveals)
    .where(
      and(
        eq(reveals.userId, sql.placeholder('me')),
        gt(reveals.at, sql.placeholder('since')),
        eq(reveals.customerId, sql.placeholder('id')),
        isNull(reveals.contactId),
      ),
    )
    .prepare(),
)

const formerNames = (id: number, from: Source) => formerNamesOf(from).all({ id })

const formerNamesOf = builtOnce((from) =>
  from
    .select({ value: formerValues.value, replacedAt: formerValues.replacedAt })
    .from(formerValues)
    .where(and(eq(formerValues.customerId, sql.placeholder('id')), eq(formerValues.field, 'name')))
    .orderBy(asc(formerValues.id))
    .prepare(),
)
