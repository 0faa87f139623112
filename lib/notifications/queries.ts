import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, max, or, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import type { Permission } from '../kernel/permissions.ts'
import { type Due, isQuiet } from './model.ts'

type NotificationGrant = Grant<Extract<Permission, `notification.${string}`>>
export type NotificationFilter = { unread?: boolean; page?: number; size?: number }

const shown = {
  id: notifications.id,
  kind: notifications.kind,
  title: notifications.title,
  href: notifications.href,
  createdAt: notifications.createdAt,
  readAt: notifications.readAt,
}

/** One's own notifications, newest first, by the page. */
export function listNotifications(me: Grant<'notification.read'>, filter: NotificationFilter = {}, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = asked(me, filter)
  const total = from.select({ n: count() }).from(notifications).where(where).get()?.n ?? 0
  const page = pageWithin(total, { page: filter.page, size })
  const rows = from
    .select(shown)
    .from(notifications)
    .where(where)
    .orderBy(desc(notifications.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total, page, size }
}

export function countUnread(me: Grant<'notification.read'>, from: Source = reader()) {
  return unreadOf(from).get({ user: idOf(me.actor) })?.n ?? 0
}

const unreadOf = builtOnce((from) =>
  from
    .select({ n: count() })
    .from(notifications)
    .where(and(eq(notifications.userId, sql.placeholder('user')), isNull(notifications.readAt)))
    .prepare(),
)

/** One of one's own; anybody else's is not there. */
export function findNotification(me: NotificationGrant, id: number, from: Source = reader()) {
  const found = from
    .select()
    .from(notifications)
    .where(and(eq(notifications.id, id), eq(notifications.userId, idOf(me.actor))))
    .get()
  if (!found) throw new Missing('通知')
  return found
}

/** Which of these keys a person has been told already. */
export function listTold(_me: Grant<'notification.raise'>, userId: number, keys: string[], from: Source = reader()) {
  return from
    .select({ key: notifications.key })
    .from(notifications)
    .where(and(eq(notifications.userId, userId), inArray(notifications.key, keys)))
    .all()
    .map((row) => row.key)
}

/** Whom the machine tells of its own troubles. */
export function listAdministrators(_me: Grant<'notification.raise'>, from: Source = reader()) {
  return from
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.active, true)))
    .all()
}

/** The longest lead anybody has set, in minutes. */
export function longestLead(_me: Grant<'notification.raise'>, from: Source = reader()) {
  return (
    from
      .select({ n: max(users.leadMinutes) })
      .from(users)
      .where(eq(users.active, true))
      .get()?.n ?? 0
  )
}

/** Who is in quiet hours at a moment, and is told afterwards. */
export function listAsleep(_me: Grant<'notification.raise'>, at: number, from: Source = reader()): Set<number> {
  const people = from
    .select({ id: users.id, quietFrom: users.quietFrom, quietTo: users.quietTo })
    .from(users)
    .where(eq(users.active, true))
    .all()
  return new Set(people.filter((person) => isQuiet(at, person)).map(({ id }) => id))
}

export type Mark = { dueAt: number; id: number }

/** The next open to-dos by due moment, after a mark and before a moment, with what their people have set: a slice of `limit`. */
export function listDueAfter(_me: Grant<'notification.raise'>, mark: Mark, before: number, limit: number, from: Source = reader()): Due[] {
  return from
    .select({
      id: todos.id,
      title: todos.title,
      customer: customers.name,
      assigneeId: users.id,
      dueOn: todos.dueOn,
      dueTime: todos.dueTime,
      dueAt: todos.dueAt,
      leadMinutes: users.leadMinutes,
      quietFrom: users.quietFrom,
      quietTo: users.quietTo,
    })
    .from(todos)
    .innerJoin(customers, eq(customers.id, todos.customerId))
    .innerJoin(users, eq(users.id, todos.assigneeId))
    .where(
      and(
        sql`${todos.status} = 'open'`,
        gte(todos.dueAt, mark.dueAt),
        lt(todos.dueAt, before),
        or(gt(todos.dueAt, mark.dueAt), and(eq(todos.dueAt, mark.dueAt), gt(todos.id, mark.id))),
        eq(users.active, true),
        isNull(customers.deletedAt),
      ),
    )
    .orderBy(asc(todos.dueAt), asc(todos.id))
    .limit(limit)
    .all() as Due[]
}

function asked(me: Grant<'notification.read'>, { unread }: NotificationFilter) {
  return and(eq(notifications.userId, idOf(me.actor)), unread ? isNull(notifications.readAt) : undefined)
}
