import type { Tx } from '#db/client'
import { notifications } from '#db/schema/machine'
import { now } from '../kernel/time.ts'
import type { Message } from './model.ts'

/** Puts one message before one person, once a key; undefined where it was said before. For commands that tell somebody of themselves. */
export function tell(tx: Tx, message: Message) {
  const { userId, key } = notifications
  return tx
    .insert(notifications)
    .values({ ...message, createdAt: now() })
    .onConflictDoNothing({ target: [userId, key] })
    .returning()
    .get()
}
