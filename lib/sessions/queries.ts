import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { knownDevices, loginFailures, sessions, users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import { type Grant, idOf, type User } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { whatMay } from '../roles/queries.ts'

export type SignedIn = User & { sessionId: number; mustChangePassword: boolean; seenAt: number; expiresAt: number }

/** The person behind a session that is neither revoked nor expired, with what they may do; read afresh at each request. */
export function findSignedIn(sid: string, from: Source = reader()): SignedIn | undefined {
  const row = personOf(from).get({ sid, now: now() })
  return row && { ...row, may: whatMay(row.role, from) }
}

const personOf = builtOnce((from) =>
  from
    .select({
      id: users.id,
      login: users.login,
      name: users.name,
      role: users.role,
      departmentId: users.departmentId,
      mustChangePassword: users.mustChangePassword,
      sessionId: sessions.id,
      seenAt: sessions.seenAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.sid, sql.placeholder('sid')),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql.placeholder('now')),
        eq(users.active, true),
      ),
    )
    .prepare(),
)

/** For the sign-in page alone: the account behind a login, active or not. */
export function findAccount(login: string, from: Source = reader()) {
  return from.select().from(users).where(eq(users.login, login.toLowerCase())).get()
}

/** 我的会话: where one is signed in (D-15). */
export function listOwnSessions(me: Grant<'account.read'>, from: Source = reader()) {
  return from
    .select({
      id: sessions.id,
      address: sessions.address,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, idOf(me.actor)), isNull(sessions.revokedAt), gt(sessions.expiresAt, now())))
    .orderBy(desc(sessions.seenAt))
    .all()
}

/** Until when sign-in is held back for an account or an address: UTC milliseconds, 0 when it is not (D-06). */
export function blockedUntil(key: string, from: Source = reader()) {
  return from.select({ until: loginFailures.blockedUntil }).from(loginFailures).where(eq(loginFailures.key, key)).get()?.until ?? 0
}

/** Whether this person has signed in from this device before; strangers cannot lock such a device out. */
export function isKnownDevice(userId: number, device: string, from: Source = reader()) {
  return (
    from
      .select({ at: knownDevices.seenAt })
      .from(knownDevices)
      .where(and(eq(knownDevices.userId, userId), eq(knownDevices.device, device)))
      .get() !== undefined
  )
}
