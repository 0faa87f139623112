import { eq, sql } from 'drizzle-orm'
import { builtOnce, reader, type Source } from '#db/client'
import { rolePermissions } from '#db/schema/people'
import type { Grant } from '../kernel/grant.ts'
import { defaults, type May, type Role } from '../kernel/permissions.ts'

/** A role's own line of the matrix; deeds that no longer exist are left out. */
export function whatMay(role: Role, from: Source = reader()): May {
  const rows = columnOf(from).all({ role })
  return Object.fromEntries(rows.filter((row) => row.permission in defaults).map((row) => [row.permission, row.reach]))
}

const columnOf = builtOnce((from) =>
  from
    .select({ permission: rolePermissions.permission, reach: rolePermissions.reach })
    .from(rolePermissions)
    .where(eq(rolePermissions.role, sql.placeholder('role')))
    .prepare(),
)

/** The whole matrix by permission and role (S0-20). */
export function readMatrix(_me: Grant<'role.read'>, from: Source = reader()) {
  return from.select().from(rolePermissions).all()
}
