import { execute } from '#lib/execute'
import { seedRoles } from '#lib/roles/commands'

/** The start matrix into a database that lacks it, or lacks deeds a newer version brought (S0-20). Idempotent. */
export const seedMatrix = () => void execute(seedRoles, { job: '启动' }, {})
