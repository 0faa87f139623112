import { and, asc, desc, eq, gt, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers, customerTerms, formerValues, reveals } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf, within } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { now } from '../kernel/time.ts'
import type { Customer } from './model.ts'

/** A deed on a customer or on what belongs to its archive. */
export type CustomerGrant = Grant<Extract<Permission, `${'customer' | 'contact' | 'profile'}.${string}` | 'purchase.read'>>
export type RevealField = (typeof reveals.$inferSelect)['field']

/** What was looked up stays on the screen for ten minutes (N-04). */
export const REVEAL_MS = 600_000

/** The whole row, raw values and all: for commands, never for a page. */
export function findCustomer(me: CustomerGrant, id: number, from: Source = reader()): Customer {
  const customer = from.select().from(customers).where(reachable(me, id)).get()
  if (!customer) throw new Missing('客户')
  return customer
}

/** The archive as it may be shown: masked, but for what this person has revealed within ten minutes. */
export function findArchive(me: Grant<'customer.read'>, id: number, from: Source = reader()) {
  const archive = from
    .select({ ...shown, ownerId: customers.ownerId, ownerMasked: users.nameMasked, version: customers.version })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(reachable(me, id))
    .get()
  if (!archive) throw new Missing('客户')
  return { ...archive, revealed: revealedTo(me, id, from), former: formerNames(id, from) }
}

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
  findArchive(me, id, from)
  return (
    from
      .select({ n: sql<number>`count(*)` })
      .from(reveals)
      .where(and(eq(reveals.customerId, id), gt(reveals.at, since)))
      .get()?.n ?? 0
  )
}

/** Names to offer while somebody looks for a customer: at most `limit`, newest first. */
export function suggestCustomers(me: Grant<'customer.read'>, ids: number[], from: Source = reader()) {
  return from
    .select({ id: customers.id, name: customers.name, number: customers.number })
    .from(customers)
    .where(living(me, inArray(customers.id, ids)))
    .orderBy(desc(customers.id))
    .all()
}

/** The words a customer stands under in the index; for the commands that renew them. */
export const findTerms = (id: number, from: Source = reader()) => from.select().from(customerTerms).where(eq(customerTerms.id, id)).get()

export const living = (me: CustomerGrant, what?: SQL) =>
  and(what, isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId))

/** One customer within reach; to read it, an open to-do of one's own on it is reach enough, because it was handed over to be done. */
function reachable(me: CustomerGrant, id: number) {
  const handed = sql`exists (select 1 from todos t where t.customer_id = ${customers.id} and t.assignee_id = ${idOf(me.actor)} and t.created_by <> t.assignee_id and t.status = 'open')`
  const reach = within(me, customers.ownerId, customers.departmentId)
  return and(eq(customers.id, id), isNull(customers.deletedAt), reach && me.permission.endsWith('.read') ? or(reach, handed) : reach)
}

/** The columns a page may read: every secret by its mask. */
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
  revenueWan: customers.revenueWan,
  creditCode: customers.creditCode,
  tags: customers.tags,
  createdOn: customers.createdOn,
  lastContactAt: customers.lastContactAt,
  nextDueAt: customers.nextDueAt,
  updatedAt: customers.updatedAt,
  demo: customers.demo,
}

function revealedTo(me: Grant<'customer.read'>, id: number, from: Source): Partial<Record<RevealField, string>> {
  const open = from
    .select({ field: reveals.field })
    .from(reveals)
    .where(
      and(eq(reveals.userId, idOf(me.actor)), gt(reveals.at, now() - REVEAL_MS), eq(reveals.customerId, id), isNull(reveals.contactId)),
    )
    .all()
  if (open.length === 0) return {}
  const raw = from
    .select({ phone: customers.phone, email: customers.email, contact: customers.contact, owner: users.name })
    .from(customers)
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(reachable(me, id))
    .get()
  return Object.fromEntries(open.map(({ field }) => [field, raw?.[field] ?? '']))
}

function formerNames(id: number, from: Source) {
  return from
    .select({ value: formerValues.value, replacedAt: formerValues.replacedAt })
    .from(formerValues)
    .where(and(eq(formerValues.customerId, id), eq(formerValues.field, 'name')))
    .orderBy(asc(formerValues.id))
    .all()
}
