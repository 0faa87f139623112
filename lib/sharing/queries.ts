import { and, asc, eq, gt, inArray, isNull, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import { builtOnce, reader, type Source } from '#db/client'
import { collaborators } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { departments, rolePermissions, users } from '#db/schema/people'
import { collaborationRequests } from '#db/schema/sharing'
import { listLiving } from '../customers/list.ts'
import type { Customer } from '../customers/model.ts'
import { findCustomer, isCollaborator, reachCustomer } from '../customers/queries.ts'
import { starredName } from '../duplicates/model.ts'
import { customerIdOf } from '../duplicates/token.ts'
import { Conflict, Missing } from '../kernel/errors.ts'
import { type Actor, can, departmentOf, type Grant, grant, idOf, within } from '../kernel/grant.ts'
import { isShared, type Permission } from '../kernel/permissions.ts'
import { now } from '../kernel/time.ts'
import type { Request } from './model.ts'

/** Who works on a customer beside its owner, in the order they came (S1-23). */
export function listCollaborators(me: Grant<'customer.read'>, customerId: number, from: Source = reader()) {
  const { ownerId } = reachCustomer(me, customerId, from)
  return collaboratorsOf(from).all({ customerId, ownerId })
}

const collaboratorsOf = builtOnce((from) =>
  from
    .select({ userId: collaborators.userId, name: users.nameMasked, active: users.active, addedAt: collaborators.addedAt })
    .from(collaborators)
    .innerJoin(users, eq(users.id, collaborators.userId))
    .where(
      and(eq(collaborators.customerId, sql.placeholder('customerId')), sql`${collaborators.userId} is not ${sql.placeholder('ownerId')}`),
    )
    .orderBy(asc(collaborators.addedAt), asc(collaborators.userId))
    .prepare(),
)

/** Colleagues who could help with a customer: those who read customers at all, and neither own this one nor help with it yet. */
export function listCandidates(me: Grant<'collaborator.add'>, customerId: number, from: Source = reader()) {
  const { ownerId } = findCustomer(me, customerId, from)
  const there = from.select({ id: collaborators.userId }).from(collaborators).where(eq(collaborators.customerId, customerId))
  return from
    .select({ id: users.id, name: users.name, department: departments.name })
    .from(users)
    .innerJoin(rolePermissions, readsOwn)
    .leftJoin(departments, eq(departments.id, users.departmentId))
    .where(and(eq(users.active, true), ownerId === null ? undefined : ne(users.id, ownerId), notInArray(users.id, there)))
    .orderBy(asc(users.departmentId), asc(users.id))
    .all()
}

// Who sees every customer anyway needs nobody's leave.
const readsOwn = and(
  eq(rolePermissions.role, users.role),
  eq(rolePermissions.permission, 'customer.read'),
  ne(rolePermissions.reach, 'all'),
)

/** Which of a list's customers this person only helps with. */
export function listHelped(me: Grant<'customer.read'>, ids: number[], from: Source = reader()): Set<number> {
  if (ids.length === 0 || me.reach === 'all') return new Set()
  const rows = from
    .select({ id: collaborators.customerId })
    .from(collaborators)
    .where(and(inArray(collaborators.customerId, ids), eq(collaborators.userId, idOf(me.actor))))
    .all()
  return new Set(rows.map(({ id }) => id))
}

// Deeds that ask whose customer it is; reading it is settled where the archive was found.
const BOUND = /^(customer|contact|profile|purchase|collaborator)\.(?!read$)/

/** What this person may do with one customer that they see: what the matrix gives, as far as it reaches, and what is shared with them. */
export function mayWith(me: Grant<'customer.read'>, customerId: number, from: Source = reader()) {
  const { ownerId, departmentId } = reachCustomer(me, customerId, from)
  const helps = isCollaborator(idOf(me.actor), customerId, from)
  const ours = departmentOf(me.actor) !== null && departmentId === departmentOf(me.actor)
  return (permission: Permission): boolean => {
    if (!can(me.actor, permission)) return false
    const { reach } = grant(me.actor, permission)
    if (!BOUND.test(permission) || reach === 'all' || (helps && isShared(permission))) return true
    return ownerId === idOf(me.actor) || (reach === 'department' && ours)
  }
}

type AnswerGrant = Grant<'collaboration.accept' | 'collaboration.refuse'>

/** One request about a customer of one's own, or of the department. */
export function findRequest(me: AnswerGrant, id: number, from: Source = reader()): { request: Request; customer: Customer } {
  const found = from
    .select({ request: collaborationRequests, customer: customers })
    .from(collaborationRequests)
    .innerJoin(customers, eq(customers.id, collaborationRequests.customerId))
    .where(and(eq(collaborationRequests.id, id), isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId)))
    .get()
  if (!found) throw new Missing('协作申请')
  return found
}

/** The customer that a blind check's token names to this person, as they may see it: never more than the starred name (N-03). */
export function findAsked(me: Grant<'collaboration.ask'>, token: string, from: Source = reader()): Customer {
  const id = customerIdOf(token, idOf(me.actor))
  const customer =
    id === undefined
      ? undefined
      : from
          .select()
          .from(customers)
          .where(and(eq(customers.id, id), isNull(customers.deletedAt)))
          .get()
  if (!customer) throw new Conflict('找不到这位客户：查重结果一小时内有效，请重新查重后再申请')
  return customer
}

/** That customer for the page on which one asks: what may be shown, and what stands in the way. */
export function findAskPage(me: Grant<'collaboration.ask'>, token: string, from: Source = reader()) {
  const customer = findAsked(me, token, from)
  const owner = customer.ownerId === null ? undefined : from.select().from(users).where(eq(users.id, customer.ownerId)).get()
  return {
    name: starredName(customer.name, customer.type),
    owner: owner?.name ?? '',
    level: customer.level,
    lastContactAt: customer.lastContactAt,
    reachedId: isReached(me.actor, customer.id, from) ? customer.id : undefined,
    isOpen: findOpen(me, customer.id, from) !== undefined,
  }
}

/** One's own request about a customer that waits for its answer. */
export const findOpen = (me: Grant<'collaboration.ask'>, customerId: number, from: Source = reader()) =>
  from
    .select()
    .from(collaborationRequests)
    .where(and(ofPair(customerId, idOf(me.actor)), gt(collaborationRequests.expiresAt, now())))
    .get()

export const ofPair = (customerId: number, askerId: number) =>
  and(
    eq(collaborationRequests.customerId, customerId),
    eq(collaborationRequests.askerId, askerId),
    sql`${collaborationRequests.status} = 'open'`,
  )

/** Whether a person sees this customer already. */
export function isReached(actor: Actor, customerId: number, from: Source = reader()): boolean {
  return can(actor, 'customer.read') && listLiving(grant(actor, 'customer.read'), [customerId], from).length > 0
}

/** Whom a request about a customer concerns: its owner, the heads of its department; where there is nobody, those who answer for all. */
export function listConcerned(_me: Grant<'collaboration.ask'>, { ownerId, departmentId }: Customer, from: Source = reader()): number[] {
  const owner =
    ownerId === null
      ? []
      : from
          .select({ id: users.id })
          .from(users)
          .where(active(eq(users.id, ownerId)))
          .all()
  const heads = departmentId === null ? [] : listAnswering('department', eq(users.departmentId, departmentId), from)
  const concerned = [...owner, ...heads]
  return [...new Set((concerned.length > 0 ? concerned : listAnswering('all', undefined, from)).map(({ id }) => id))]
}

const active = (what?: SQL) => and(eq(users.active, true), what)

function listAnswering(reach: 'department' | 'all', where: SQL | undefined, from: Source) {
  const may = and(
    eq(rolePermissions.role, users.role),
    eq(rolePermissions.permission, 'collaboration.accept'),
    eq(rolePermissions.reach, reach),
  )
  return from.select({ id: users.id }).from(users).innerJoin(rolePermissions, may).where(active(where)).all()
}
