import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { sessions, users } from '#db/schema/people'
import { now } from '../kernel/time.ts'
import type { Account } from './model.ts'

/** An account as the record may hold it: without its hash. */
export const known = ({ passwordHash: _, ...account }: Account) => account

/** Changes an account; a new hash is part of what changed, so that the record can say that it did. */
export function changeAccount(tx: Tx, id: number, values: Partial<Account>) {
  const changed = known(tx.update(users).set(values).where(eq(users.id, id)).returning().get()!)
  return values.passwordHash ? { ...changed, passwordHash: values.passwordHash } : changed
}

/** Ends every session of a person at once, but for the one to keep (D-04, D-05). */
export function endSessions(tx: Tx, userId: number, keep?: number) {
  const open = and(eq(sessions.userId, userId), isNull(sessions.revokedAt))
  tx.update(sessions)
    .set({ revokedAt: now() })
    .where(keep ? and(open, ne(sessions.id, keep)) : open)
    .run()
}
