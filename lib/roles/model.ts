import { defaults, type Permission, type Reach, type Role } from '../kernel/permissions.ts'

/** The start matrix as rows of role_permissions (enumerations 5.9). */
export function startMatrix() {
  return (Object.keys(defaults) as Permission[]).flatMap((permission) =>
    Object.entries(defaults[permission]).map(([role, reach]) => ({ role: role as Role, permission, reach: reach as Reach })),
  )
}
