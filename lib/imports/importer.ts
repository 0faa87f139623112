import { eq } from 'drizzle-orm'
import type { Source } from '#db/client'
import { users } from '#db/schema/people'
import { Conflict } from '../kernel/errors.ts'
import type { User } from '../kernel/grant.ts'
import { whatMay } from '../roles/queries.ts'

/** Whoever started an import, with what they may do now: the machine brings in no more than they could themselves. Throws Conflict when the account is closed. */
export function importerOf(userId: number, from: Source): User {
  const user = from.select().from(users).where(eq(users.id, userId)).get()
  if (!user?.active) throw new Conflict('上传这份表格的账号已停用')
  const { id, login, name, role, departmentId } = user
  return { id, login, name, role, departmentId, may: whatMay(role, from) }
}
