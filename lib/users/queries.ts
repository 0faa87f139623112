import { and, asc, count, desc, eq, like, or, sql } from 'drizzle-orm'
import { reader, type Source, whileUnchanged } from '#db/client'
import { departments, loginFailures, users } from '#db/schema/people'
import { Missing } from '../kernel/errors.ts'
import { type Grant, reaches } from '../kernel/grant.ts'
import type { Permission, Role } from '../kernel/permissions.ts'

type UserGrant = Grant<Extract<Permission, `user.${string}`>>

export function findUser(_me: UserGrant, id: number, from: Source = reader()) {
  const user = from.select().from(users).where(eq(users.id, id)).get()
  if (!user) throw new Missing('用户')
  const { passwordHash: _, ...account } = user
  return account
}

export function listUsers(
  _me: Grant<'user.read'>,
  filter: { q?: string; role?: Role; department?: number; active?: boolean } = {},
  from: Source = reader(),
) {
  const words = filter.q ? `%${filter.q.replace(/[%_]/g, '')}%` : undefined
  return from
    .select({
      id: users.id,
      login: users.login,
      name: users.name,
      role: users.role,
      department: departments.name,
      active: users.active,
      demo: users.demo,
      mustChangePassword: users.mustChangePassword,
      passwordExpiresAt: users.passwordExpiresAt,
      lastSeenAt: sql<number | null>`(select max(seen_at) from sessions where user_id = ${users.id})`,
      blockedUntil: loginFailures.blockedUntil,
    })
    .from(users)
    .leftJoin(departments, eq(departments.id, users.departmentId))
    .leftJoin(loginFailures, eq(loginFailures.key, sql`'account:' || ${users.login}`))
    .where(
      and(
        words ? or(like(users.login, words), like(users.name, words)) : undefined,
        filter.role && eq(users.role, filter.role),
        filter.department === undefined ? undefined : eq(users.departmentId, filter.department),
        filter.active === undefined ? undefined : eq(users.active, filter.active),
      ),
    )
    .orderBy(desc(users.active), asc(users.id))
    .all()
}

/** Colleagues to choose from: living accounts, by department; names only. */
export function listColleagues(from: Source = reader()) {
  return from
    .select({ id: users.id, name: users.name, role: users.role, departmentId: users.departmentId, department: departments.name })
    .from(users)
    .leftJoin(departments, eq(departments.id, users.departmentId))
    .where(eq(users.active, true))
    .orderBy(asc(users.departmentId), asc(users.id))
    .all()
}

/** Those of them whose things this grant reaches: oneself, the department, everyone. */
export const listReached = (me: Grant, from: Source = reader()): { id: number; name: string }[] =>
  peopleOf(from).filter(({ id, departmentId }) => reaches(me, id, departmentId))

const peopleOf = whileUnchanged((from) =>
  from
    .select({ id: users.id, name: users.name, departmentId: users.departmentId })
    .from(users)
    .where(eq(users.active, true))
    .orderBy(asc(users.id))
    .all(),
)

/** How many active administrators there are beside this one. */
export function countOtherAdmins(id: number, from: Source = reader()) {
  return (
    from
      .select({ n: count() })
      .from(users)
      .where(and(eq(users.role, 'admin'), eq(users.active, true), sql`${users.id} <> ${id}`))
      .get()?.n ?? 0
  )
}
