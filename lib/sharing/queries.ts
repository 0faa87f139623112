import { and, asc, eq, inArray, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { collaborators } from '#db/schema/archive'
import { departments, rolePermissions, users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import { findCustomer, isCollaborator, reachCustomer } from '../customers/queries.ts'
import { isShared } from '../kernel/bounds.ts'
import { can, departmentOf, type Grant, grant, idOf } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'

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
const BOUND = /^((customer|contact|profile|purchase|collaborator)\.(?!read$)|tier\.override$)/

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

export const active = (what?: SQL) => and(eq(users.active, true), what)
