import { and, asc, desc, eq, gte, isNull, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { contacts } from '#db/schema/archive'
import { customers, reveals } from '#db/schema/customers'
import { rolePermissions, users } from '#db/schema/people'
import { revealRequests } from '#db/schema/truth'
import { Missing } from '../kernel/errors.ts'
import { type Actor, can, type Grant, grant, idOf, type User, within } from '../kernel/grant.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { instantOf, today } from '../kernel/time.ts'
import { readSettings } from '../settings/queries.ts'
import { type Quota, quotaOf } from './model.ts'

/** How many raw values a person has looked at today, and how many they may: the role's own and what was allowed on top (N-04). */
export function findQuota(user: Pick<User, 'id' | 'role'>, from: Source = reader()): Quota {
  const used = countSince(user.id, instantOf(today()), from)
  const extra = extraOf(user.id, from)
  return { used, extra, allowed: quotaOf(user.role, readSettings(from)) + extra }
}

/** How often a person looked at raw values since a moment, of archives and of contacts alike. */
export const countSince = (userId: number, since: number, from: Source = reader()): number =>
  from
    .select({ n: sql<number>`count(*)` })
    .from(reveals)
    .where(and(eq(reveals.userId, userId), gte(reveals.at, since)))
    .get()?.n ?? 0

/** Who looked at what of this customer, when and why, latest first: for its owner and those above. */
export function listReveals(me: Grant<'reveal.read'>, customerId: number, since: number, limit: number, from: Source = reader()) {
  const reached = from
    .select({ id: customers.id, name: customers.name, number: customers.number })
    .from(customers)
    .where(and(eq(customers.id, customerId), isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId)))
    .get()
  if (!reached) throw new Missing('客户')
  const rows = from
    .select({ id: reveals.id, at: reveals.at, field: reveals.field, reason: reveals.reason, by: users.name, contact: contacts.nameMasked })
    .from(reveals)
    .leftJoin(users, eq(users.id, reveals.userId))
    .leftJoin(contacts, eq(contacts.id, reveals.contactId))
    .where(and(eq(reveals.customerId, customerId), gte(reveals.at, since)))
    .orderBy(desc(reveals.at), desc(reveals.id))
    .limit(limit)
    .all()
  return { customer: reached, rows }
}

/** Whether a person is shown who looked at this customer: its owner, and those above within their reach. */
export function seesReveals(actor: Actor, customerId: number, from: Source = reader()): boolean {
  if (!can(actor, 'reveal.read')) return false
  const me = grant(actor, 'reveal.read')
  return idWithin(from, me).get({ customerId, ...bearer(me) }) !== undefined
}

const idWithin = preparedFor((from, me: Grant<'reveal.read'>) =>
  from
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.id, sql.placeholder('customerId')), within(me, customers.ownerId, customers.departmentId)))
    .prepare(),
)

/** One's own requests of today, latest first. */
export const listOwnRequests = (me: Grant<'reveal.request'>, from: Source = reader()) =>
  requests(eq(revealRequests.userId, idOf(me.actor)), from)

/** Today's requests within reach that nobody has answered, first asked first; one's own are for somebody else. */
export const listOpenRequests = (me: Grant<'reveal.allow'>, from: Source = reader()) =>
  requests(and(isNull(revealRequests.extra), decidable(me)), from)

/** Who within reach has looked today, most first: how often, of how many. */
export function listToday(me: Grant<'reveal.allow'>, from: Source = reader()) {
  const used = sql<number>`(select count(*) from reveals r where r.user_id = users.id and r.at >= ${instantOf(today())})`
  return from
    .select({ id: users.id, name: users.name, role: users.role, used })
    .from(users)
    .where(and(eq(users.active, true), within(me, users.id, users.departmentId), sql`${used} > 0`))
    .orderBy(desc(used), asc(users.id))
    .limit(100)
    .all()
    .map((user) => ({ ...user, allowed: findQuota(user, from).allowed }))
}

/** One request of today within reach that waits for an answer. */
export function findRequest(me: Grant<'reveal.allow'>, id: number, from: Source = reader()) {
  const found = from
    .select()
    .from(revealRequests)
    .where(and(eq(revealRequests.id, id), decidable(me)))
    .get()
  if (!found) throw new Missing('申请')
  return found
}

/** Who may answer a request of this person: the heads of their department, or, where there is none, who may for the whole house. */
export function listDeciders(userId: number, from: Source = reader()): number[] {
  const heads = decidersBy(
    sql`${rolePermissions.reach} = 'department' and ${users.departmentId} = (select department_id from users where id = ${userId})`,
    userId,
    from,
  )
  return heads.length > 0 ? heads : decidersBy(sql`${rolePermissions.reach} = 'all'`, userId, from)
}

/** Who is told of many looks in a short time: heads and administrators. */
export const listWatchers = (userId: number, from: Source = reader()): number[] => [
  ...new Set([...listDeciders(userId, from), ...decidersBy(sql`${users.role} = 'admin'`, userId, from)]),
]

function decidersBy(what: SQL, notId: number, from: Source): number[] {
  return from
    .select({ id: users.id })
    .from(users)
    .innerJoin(rolePermissions, and(eq(rolePermissions.role, users.role), eq(rolePermissions.permission, 'reveal.allow')))
    .where(and(eq(users.active, true), sql`${users.id} <> ${notId}`, what))
    .all()
    .map(({ id }) => id)
}

const decidable = (me: Grant<'reveal.allow'>) =>
  and(eq(revealRequests.day, today()), sql`${revealRequests.userId} <> ${idOf(me.actor)}`, within(me, revealRequests.userId))

const extraOf = (userId: number, from: Source): number =>
  from
    .select({ n: sql<number>`coalesce(sum(${revealRequests.extra}), 0)` })
    .from(revealRequests)
    .where(and(eq(revealRequests.userId, userId), eq(revealRequests.day, today())))
    .get()?.n ?? 0

const requests = (where: SQL | undefined, from: Source) =>
  from
    .select({
      id: revealRequests.id,
      userId: revealRequests.userId,
      by: users.name,
      reason: revealRequests.reason,
      createdAt: revealRequests.createdAt,
      extra: revealRequests.extra,
      decidedBy: sql<string | null>`(select name from users d where d.id = ${revealRequests.decidedBy})`,
    })
    .from(revealRequests)
    .innerJoin(users, eq(users.id, revealRequests.userId))
    .where(and(eq(revealRequests.day, today()), where))
    .orderBy(asc(revealRequests.id))
    .limit(100)
    .all()
