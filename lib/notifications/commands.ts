import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { notifications } from '#db/schema/machine'
import { command, created, updated } from '../kernel/command.ts'
import { idOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { findNotification } from './queries.ts'
import { tell } from './tell.ts'

const id = z.coerce.number().int().positive()
const href = z.string().regex(/^\/(?!\/)/, '只能是本平台的地址')

const message = z.strictObject({
  userId: id,
  key: z.string().min(1).max(200),
  kind: z.enum(notifications.kind.enumValues),
  title: z.string().min(1).max(400),
  href,
})

/** Tells a person something, once a key: the second time changes nothing. */
export const raiseNotification = command({
  name: 'notification.raise',
  input: message,
  run: (tx, _me, input) => raise(tx, input),
})

/** The same for up to a hundred at once, in one transaction. */
export const raiseNotifications = command({
  name: 'notification.raise',
  input: z.strictObject({ messages: z.array(message).max(100) }),
  run: (tx, _me, { messages }) => messages.flatMap((one) => raise(tx, one)),
})

export const markRead = command({
  name: 'notification.markRead',
  input: z.strictObject({ id }),
  run(tx, me, { id }) {
    const before = findNotification(me, id, tx)
    const after = tx
      .update(notifications)
      .set({ readAt: before.readAt ?? now() })
      .where(eq(notifications.id, id))
      .returning()
      .get()
    return updated(before, after!)
  },
})

/** All of one's own at once; the record says how many. */
export const markAllRead = command({
  name: 'notification.markAllRead',
  input: z.strictObject({}),
  run(tx, me) {
    const { changes } = tx
      .update(notifications)
      .set({ readAt: now() })
      .where(and(eq(notifications.userId, idOf(me.actor)), isNull(notifications.readAt)))
      .run()
    return created({ id: idOf(me.actor), marked: changes })
  },
})

function raise(tx: Tx, input: z.output<typeof message>) {
  const raised = tell(tx, input)
  return raised ? [created(raised)] : []
}
