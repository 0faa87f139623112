import { eq } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { departments, users } from '#db/schema/people'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf } from '../kernel/grant.ts'

/** Whose password it is that shall change: one's own account, with its hash. */
export function findOwnAccount(me: Grant<'account.changePassword'>, from: Source = reader()) {
  const account = from
    .select()
    .from(users)
    .where(eq(users.id, idOf(me.actor)))
    .get()
  if (!account) throw new Missing('账号')
  return account
}

/** 我的账号: what one may see and change of oneself. */
export function findProfile(me: Grant<'account.read'>, from: Source = reader()) {
  const row = from
    .select({
      id: users.id,
      login: users.login,
      name: users.name,
      role: users.role,
      department: departments.name,
      leadMinutes: users.leadMinutes,
      quietFrom: users.quietFrom,
      quietTo: users.quietTo,
      version: users.version,
    })
    .from(users)
    .leftJoin(departments, eq(departments.id, users.departmentId))
    .where(eq(users.id, idOf(me.actor)))
    .get()
  if (!row) throw new Missing('账号')
  return row
}
