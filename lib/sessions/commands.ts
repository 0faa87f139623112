import { and, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { knownDevices, loginFailures, sessions } from '#db/schema/people'
import { command, created, updated } from '../kernel/command.ts'
import { Missing } from '../kernel/errors.ts'
import { DAY, now } from '../kernel/time.ts'
import { readSettings } from '../settings/queries.ts'
import { blockAfter } from './model.ts'

const HOUR = 3_600_000

/** A sign-in that was right: the session, the device remembered, the account's failures forgotten (D-01). */
export const startSession = command({
  name: 'session.start',
  input: z.strictObject({
    userId: z.number(),
    login: z.string(),
    sid: z.string(),
    device: z.string(),
    address: z.string(),
    userAgent: z.string().max(300),
  }),
  run(tx, _me, { login, device, ...input }) {
    tx.delete(loginFailures)
      .where(eq(loginFailures.key, `account:${login}`))
      .run()
    tx.delete(sessions)
      .where(and(eq(sessions.userId, input.userId), lt(sessions.expiresAt, now() - 30 * DAY)))
      .run()
    tx.insert(knownDevices)
      .values({ userId: input.userId, device, seenAt: now() })
      .onConflictDoUpdate({ target: [knownDevices.userId, knownDevices.device], set: { seenAt: now() } })
      .run()
    const expiresAt = now() + readSettings(tx).absoluteHours * HOUR
    return created(
      tx
        .insert(sessions)
        .values({ ...input, createdAt: now(), seenAt: now(), expiresAt })
        .returning()
        .get(),
    )
  },
})

/** A sign-in that was wrong, counted by account and by address; it survives a restart (D-06, D-07). */
export const failSignIn = command({
  name: 'session.fail',
  input: z.strictObject({ login: z.string(), address: z.string() }),
  run(tx, _me, { login, address }) {
    countFailure(tx, `address:${address}`)
    return { ...created({ id: 0, ...countFailure(tx, `account:${login}`) }), why: '登录失败' }
  },
})

/** That somebody is there: once a minute at most, so that reading pages does not write. */
export const touchSession = command({
  name: 'session.touch',
  input: z.strictObject({ id: z.number() }),
  run(tx, _me, { id }) {
    tx.update(sessions).set({ seenAt: now() }).where(eq(sessions.id, id)).run()
    return []
  },
})

/** Signing out: the session is dead before the answer leaves (D-03). */
export const endSession = command({
  name: 'session.end',
  input: z.strictObject({}),
  run(tx, me) {
    const sessionId = 'job' in me.actor ? undefined : me.actor.sessionId
    const before = sessionId && tx.select().from(sessions).where(eq(sessions.id, sessionId)).get()
    if (!before) throw new Missing('会话')
    return updated(before, tx.update(sessions).set({ revokedAt: now() }).where(eq(sessions.id, before.id)).returning().get()!)
  },
})

function countFailure(tx: Tx, key: string) {
  const before = tx.select().from(loginFailures).where(eq(loginFailures.key, key)).get()
  const after = blockAfter(key, before, now())
  tx.insert(loginFailures).values(after).onConflictDoUpdate({ target: loginFailures.key, set: after }).run()
  return after
}
