import { isNull } from 'drizzle-orm'
import { z } from 'zod'
import { sessions } from '#db/schema/people'
import { command, created } from '../kernel/command.ts'
import { now } from '../kernel/time.ts'
import { findCopy } from './queries.ts'

/** That somebody took a copy of everything away: the row comes before the first byte. */
export const downloadBackup = command({
  name: 'backup.download',
  input: z.strictObject({ name: z.string().max(100) }),
  run(_tx, me, { name }) {
    const { bytes } = findCopy(me, name)
    return { ...created({ id: 0, name, bytes }), why: name }
  },
})

/** That the data was put back to an earlier state: sessions ended since then must not live again (D-03, D-04), so all are ended. */
export const noteRestore = command({
  name: 'backup.restore',
  input: z.strictObject({ name: z.string().max(200), at: z.number() }),
  run(tx, _me, { name, at }) {
    const { changes } = tx.update(sessions).set({ revokedAt: now() }).where(isNull(sessions.revokedAt)).run()
    return { ...created({ id: 0, name, restoredAt: at, endedSessions: changes }), why: name }
  },
})
