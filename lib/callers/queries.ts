import { and, eq, inArray } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { rolePermissions, users } from '#db/schema/people'
import type { Grant } from '../kernel/grant.ts'

/** Who registers customers for more than themselves: the managers of sales; the administrators where there are none. */
export function listRegistrars(_me: Grant<'caller.pass'>, from: Source = reader()): number[] {
  const people = from
    .select({ id: users.id, role: users.role })
    .from(users)
    .innerJoin(rolePermissions, and(eq(rolePermissions.role, users.role), eq(rolePermissions.permission, 'customer.create')))
    .where(and(eq(users.active, true), inArray(rolePermissions.reach, ['department', 'all'])))
    .orderBy(users.id)
    .all()
  const managers = people.filter(({ role }) => role !== 'admin')
  return (managers.length > 0 ? managers : people).map(({ id }) => id)
}
