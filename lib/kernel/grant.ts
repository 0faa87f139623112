import { type Column, type SQL, sql } from 'drizzle-orm'
import { isShared } from './bounds.ts'
import { Forbidden } from './errors.ts'
import type { May, Permission, Reach, Role } from './permissions.ts'

/** Where a request came from, as the door saw it. */
export type Origin = { address: string; request: string }
export type User = {
  id: number
  login: string
  name: string
  role: Role
  departmentId: number | null
  may: May
  sessionId?: number
  from?: Origin
}
export type Actor = User | { job: string; from?: Origin }

/** A person as one thread tells another of them: what a request knows beside this stays with it. */
export const plain = ({ id, login, name, role, departmentId, may, from }: User): User => ({
  id,
  login,
  name,
  role,
  departmentId,
  may,
  from,
})

declare const minted: unique symbol

/** Proof that `actor` may do `permission`, and how far. Only `grant` makes one. */
export type Grant<P extends Permission = Permission> = {
  readonly actor: Actor
  readonly permission: P
  readonly reach: Reach
  readonly [minted]: true
}

export function grant<P extends Permission>(actor: Actor, permission: P): Grant<P> {
  const reach = reachOf(actor, permission)
  if (!reach) throw new Forbidden(permission)
  return { actor, permission, reach } as Grant<P>
}

/** Of two things one person may do, the one that reaches less far: an export shows nobody more than the list does. Of equal reach, the one without what is shared. */
export function narrower<P extends Permission, Q extends Permission>(one: Grant<P>, other: Grant<Q>): Grant<P> | Grant<Q> {
  const wider = widths.indexOf(other.reach) - widths.indexOf(one.reach)
  return wider < 0 || (wider === 0 && isShared(one.permission) && !isShared(other.permission)) ? other : one
}

export function can(actor: Actor, permission: Permission): boolean {
  return reachOf(actor, permission) !== undefined
}

/** The rows this grant reaches: its own by `person`, its department's by `department` (or by that person's department). */
export function within(me: Grant, person: Column | SQL, department?: Column | SQL): SQL | undefined {
  if (me.reach === 'all') return undefined
  if (me.reach === 'own' || departmentOf(me.actor) === null) return sql`${person} = ${idOf(me.actor)}`
  if (department) return sql`${department} = ${departmentOf(me.actor)}`
  return sql`${person} in (select id from users where department_id = ${departmentOf(me.actor)})`
}

/** The same, asked of rows that another table has led to: behind a plus no index leads through all that the person reaches. */
export const withinFound = (me: Grant, person: Column, department: Column): SQL | undefined =>
  within(me, sql`+${person}`, sql`+${department}`)

/** The same of one person already read, or of nobody. */
export function reaches(me: Grant, person: number | null, department: number | null): boolean {
  const own = departmentOf(me.actor)
  if (me.reach === 'all') return true
  return me.reach === 'own' || own === null ? person === idOf(me.actor) : department === own
}

const widths: readonly Reach[] = ['own', 'department', 'all']

export const idOf = (actor: Actor) => ('job' in actor ? -1 : actor.id)
/** The id to store as author; nobody for the machine. */
export const authorOf = (actor: Actor) => ('job' in actor ? null : actor.id)
export const departmentOf = (actor: Actor) => ('job' in actor ? null : actor.departmentId)
export const nameOf = (actor: Actor) => ('job' in actor ? `系统：${actor.job}` : actor.name)

function reachOf(actor: Actor, permission: Permission): Reach | undefined {
  return 'job' in actor ? 'all' : actor.may[permission]
}
