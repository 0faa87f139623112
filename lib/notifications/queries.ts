import { and, asc, count, desc, eq, isNull, max, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { builtOnce, rowsOnce } from '#db/statements'
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

/** Those of these that their people have not been told yet. */
export function untoldOf<M extends { userId: number; key: string }>(
  _me: Grant<'notification.raise'>,
  messages: M[],
  from: Source = reader(),
): M[] {
  if (messages.length === 0) return messages
  const told = toldAmong(from, { asked: JSON.stringify(messages.map(({ userId, key }) => [userId, key])) })
  const there = new Set(told.map(({ at }) => at))
  return messages.filter((_, at) => !there.has(at))
}

const toldAmong = rowsOnce<{ at: number }>(
  sql`select j.key as at from json_each(${sql.placeholder('asked')}) j
    where exists (select 1 from notifications n where n.user_id = (j.value ->> 0) and n.key = (j.value ->> 1))`,
)

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

/** The next open to-dos by due moment, after a mark and before a moment: a slice of `limit`, with no more than a message's key needs. */
export const listOpenAfter = (_me: Grant<'notification.raise'>, mark: Mark, before: number, limit: number, from: Source = reader()) =>
  openAfter(from, { dueAt: mark.dueAt, id: mark.id, before, limit })

const openAfter = rowsOnce<{ id: number; userId: number; dueAt: number }>(
  sql`select id, assignee_id as "userId", due_at as "dueAt" from todos
    where status = 'open' and due_at >= ${sql.placeholder('dueAt')} and due_at < ${sql.placeholder('before')}
      and (due_at > ${sql.placeholder('dueAt')} or id > ${sql.placeholder('id')})
    order by due_at, id limit ${sql.placeholder('limit')}`,
)

/** These to-dos with what their people have set; without those of customers in the recycle bin, and of who has left. */
export function listDue(_me: Grant<'notification.raise'>, ids: number[], from: Source = reader()): Due[] {
  if (ids.length === 0) return []
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
      and(sql`${todos.id} in (select value from json_each(${JSON.stringify(ids)}))`, eq(users.active, true), isNull(customers.deletedAt)),
    )
    .orderBy(asc(todos.dueAt), asc(todos.id))
    .all() as Due[]
}

function asked(me: Grant<'notification.read'>, { unread }: NotificationFilter) {
  return and(eq(notifications.userId, idOf(me.actor)), unread ? isNull(notifications.readAt) : undefined)
}
