import { eq } from 'drizzle-orm'
import { reader, type Source, whileUnchanged } from '#db/client'
import { rolePermissions } from '#db/schema/people'
import type { Grant } from '../kernel/grant.ts'
import { defaults, type May, type Role } from '../kernel/permissions.ts'

/** A role's own line of the matrix; deeds that no longer exist are left out. */
export const whatMay = (role: Role, from: Source = reader()): May => lineOf(from, role)

const lineOf = whileUnchanged((from, role): May => {
  const rows = from
    .select({ permission: rolePermissions.permission, reach: rolePermissions.reach })
    .from(rolePermissions)
    .where(eq(rolePermissions.role, role as Role))
    .all()
  return Object.freeze(Object.fromEntries(rows.filter((row) => row.permission in defaults).map((row) => [row.permission, row.reach])))
})

/** The whole matrix by permission and role (S0-20). */
export function readMatrix(_me: Grant<'role.read'>, from: Source = reader()) {
  return from.select().from(rolePermissions).all()
}
