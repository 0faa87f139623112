import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { users } from '#db/schema/people'
import { command, updated } from '../kernel/command.ts'
import { Conflict, Missing } from '../kernel/errors.ts'
import { type Actor, idOf } from '../kernel/grant.ts'
import { changeAccount, endSessions, known } from '../users/write.ts'

const version = z.coerce.number().int()
const passwordHash = z.string().startsWith('$argon2id$')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 22:00')

/** One's own password; every other session of the account ends, this one stays (D-04). */
export const changePassword = command({
  name: 'account.changePassword',
  input: z.strictObject({ passwordHash }),
  run(tx, me, { passwordHash }) {
    const before = findSelf(tx, idOf(me.actor))
    const keep = sessionOf(me.actor)
    endSessions(tx, before.id, keep)
    return updated(
      before,
      changeAccount(tx, before.id, { passwordHash, mustChangePassword: false, passwordExpiresAt: null, version: before.version + 1 }),
    )
  },
})

/** When and how far ahead one wants to be reminded. */
export const editAccount = command({
  name: 'account.edit',
  input: z.strictObject({
    version,
    leadMinutes: z.coerce.number().int().min(0, '不能为负').max(10_080, '最多提前 7 天（10080 分钟）'),
    quietFrom: time,
    quietTo: time,
  }),
  run(tx, me, { version, ...input }) {
    const before = findSelf(tx, idOf(me.actor))
    if (before.version !== version) throw new Conflict('设置刚被改过，请刷新后再改')
    return updated(before, changeAccount(tx, before.id, { ...input, version: version + 1 }))
  },
})

/** 退出其他设备 (D-15). */
export const endOtherSessions = command({
  name: 'account.endSessions',
  input: z.strictObject({}),
  run(tx, me) {
    const self = findSelf(tx, idOf(me.actor))
    endSessions(tx, self.id, sessionOf(me.actor))
    return updated(self, self)
  },
})

const sessionOf = (actor: Actor) => ('job' in actor ? undefined : actor.sessionId)

function findSelf(tx: Tx, id: number) {
  const self = tx.select().from(users).where(eq(users.id, id)).get()
  if (!self) throw new Missing('账号')
  return known(self)
}
