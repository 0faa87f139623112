import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers, formerValues, reveals } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf } from '../kernel/grant.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { now } from '../kernel/time.ts'
import { reachable, reachCustomer, shown } from './queries.ts'
import { revenueWords } from './revenue.ts'

export type RevealField = (typeof reveals.$inferSelect)['field']

/** What was looked up stays on the screen for ten minutes (N-04). */
export const REVEAL_MS = 600_000

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
