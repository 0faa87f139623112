import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { findArchive } from '../customers/queries.ts'
import { searchQuery } from '../formats/search.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, within } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { dayOf, endOf, instantOf, now } from '../kernel/time.ts'
import type { Method, Standing, Todo } from './model.ts'

type FollowUpGrant = Grant<'followUp.read' | 'followUp.export'>
type TodoGrant = Grant<Extract<Permission, `todo.${string}`>>

const CAP = 10_000
const ofLiving = sql`exists (select 1 from customers c where c.id = ${todos.customerId} and c.deleted_at is null)`
const WEEK = 7 * 86_400_000
const visible = (me: Grant) => and(isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId))

export function findTodo(me: TodoGrant, id: number, from: Source = reader()): Todo {
  const todo = from
    .select()
    .from(todos)
    .where(and(eq(todos.id, id), within(me, todos.assigneeId), ofLiving))
    .get()
  if (!todo) throw new Missing('待办')
  return todo
}

/** One to-do with its customer's name, for the page that settles it. */
export function findTodoPage(me: Grant<'todo.read'>, id: number, from: Source = reader()) {
  const todo = from
    .select(todoColumns)
    .from(todos)
    .innerJoin(customers, eq(customers.id, todos.customerId))
    .leftJoin(users, eq(users.id, todos.assigneeId))
    .where(and(eq(todos.id, id), within(me, todos.assigneeId), ofLiving))
    .get()
  if (!todo) throw new Missing('待办')
  return todo
}

export type TodoFilter = {
  standing?: Standing | 'open'
  person?: number
  status?: 'open' | 'done' | 'cancelled'
  from?: string
  to?: string
  page?: number
  size?: number
  dir?: 'asc' | 'desc'
}

/** To-dos within reach, by due moment; the workbench and its lists ask the same question, so their counts agree. */
export function listTodos(me: Grant<'todo.read'>, filter: TodoFilter, from: Source = reader()) {
  const size = filter.size ?? 50
  const counted = countTodos(me, filter, CAP + 1, from)
  const [total, capped] = [Math.min(counted, CAP), counted > CAP]
  const page = Math.min(Math.max(filter.page ?? 1, 1), capped ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.ceil(total / size)))
  const order =
    filter.status && filter.status !== 'open'
      ? desc(todos.doneAt)
      : filter.dir === 'desc'
        ? desc(todos.dueAt)
        : sql`${todos.dueAt} asc nulls last`
  const rows = from
    .select(todoColumns)
    .from(todos)
    .innerJoin(customers, eq(customers.id, todos.customerId))
    .leftJoin(users, eq(users.id, todos.assigneeId))
    .where(todosAsked(me, filter))
    .orderBy(order)
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total, capped, page, size }
}

/** How many to-dos answer a filter, up to `most`. */
export function countTodos(me: Grant<'todo.read'>, filter: TodoFilter, most = CAP, from: Source = reader()) {
  return from.get<{ n: number }>(sql`select count(*) as n from (select 1 from todos where ${todosAsked(me, filter)} limit ${most})`)?.n ?? 0
}

/** Open next steps of one customer. */
export function listCustomerTodos(me: Grant<'todo.read'>, customerId: number, from: Source = reader()) {
  return from
    .select({ ...todoOnly, assignee: users.nameMasked, followUpId: todos.followUpId })
    .from(todos)
    .leftJoin(users, eq(users.id, todos.assigneeId))
    .where(and(eq(todos.customerId, customerId), eq(todos.status, 'open')))
    .orderBy(sql`${todos.dueAt} asc nulls last`)
    .limit(20)
    .all()
    .map((todo) => ({ ...todo, mine: me.reach !== 'own' || ('id' in me.actor && todo.assigneeId === me.actor.id) }))
}

/** To-dos that fall due before a moment and have an active person behind them: what the reminder job tells (S0-34). */
export function listDue(_me: Grant<'todo.read'>, before: number, from: Source = reader()) {
  return from
    .select({ ...todoOnly, customer: customers.name, leadMinutes: users.leadMinutes, quietFrom: users.quietFrom, quietTo: users.quietTo })
    .from(todos)
    .innerJoin(customers, eq(customers.id, todos.customerId))
    .innerJoin(users, eq(users.id, todos.assigneeId))
    .where(and(eq(todos.status, 'open'), lt(todos.dueAt, before), eq(users.active, true), isNull(customers.deletedAt)))
    .orderBy(asc(todos.dueAt))
    .all()
}

export type FollowUpFilter = {
  q?: string
  method?: Method
  person?: number
  late?: boolean
  from?: string
  to?: string
  page?: number
  size?: number
  dir?: 'asc' | 'desc'
}

/** Follow-ups within reach, newest contact first; totals are counted up to 10,000. */
export function listFollowUps(me: Grant<'followUp.read'>, filter: FollowUpFilter, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = followUpsAsked(me, filter)
  const total =
    from.get<{ n: number }>(
      sql`select count(*) as n from (select 1 from follow_ups join customers on customers.id = follow_ups.customer_id where ${where} limit ${10_001})`,
    )?.n ?? 0
  const page = Math.max(1, Math.min(filter.page ?? 1, total > 10_000 ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.ceil(total / size))))
  const rows = from
    .select({ ...followUpColumns, customer: customers.name })
    .from(followUps)
    .innerJoin(customers, eq(customers.id, followUps.customerId))
    .leftJoin(users, eq(users.id, followUps.followerId))
    .where(where)
    .orderBy(filter.dir === 'asc' ? asc(followUps.occurredAt) : desc(followUps.occurredAt))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total: Math.min(total, 10_000), capped: total > 10_000, page, size }
}

/** The follow-ups a filter finds, in the list's own order, up to `most`. */
export function listFollowUpIds(me: FollowUpGrant, filter: FollowUpFilter, most: number, from: Source = reader()): number[] {
  return from
    .select({ id: followUps.id })
    .from(followUps)
    .innerJoin(customers, eq(customers.id, followUps.customerId))
    .where(followUpsAsked(me, filter))
    .orderBy(filter.dir === 'asc' ? asc(followUps.occurredAt) : desc(followUps.occurredAt))
    .limit(most)
    .all()
    .map(({ id }) => id)
}

/** The rows of an export, in the order asked for. */
export function listFollowUpsForExport(ids: number[], from: Source = reader()) {
  const rows = from
    .select({ ...followUpColumns, customer: customers.name, customerNumber: customers.number })
    .from(followUps)
    .innerJoin(customers, eq(customers.id, followUps.customerId))
    .leftJoin(users, eq(users.id, followUps.followerId))
    .where(inArray(followUps.id, ids))
    .all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** How many follow-ups answer a filter, up to `most`. */
export function countFollowUps(me: FollowUpGrant, filter: FollowUpFilter, most: number, from: Source = reader()): number {
  const inside = sql`select 1 from follow_ups join customers on customers.id = follow_ups.customer_id where ${followUpsAsked(me, filter)} limit ${most}`
  return from.get<{ n: number }>(sql`select count(*) as n from (${inside})`)?.n ?? 0
}

/** One customer's follow-ups with the plan each led to, newest first. */
export function listCustomerFollowUps(me: Grant<'customer.read'>, customerId: number, limit: number, from: Source = reader()) {
  findArchive(me, customerId, from)
  return from
    .select({
      ...followUpColumns,
      plan: todos.title,
      planDueAt: todos.dueAt,
      planDueTime: todos.dueTime,
      planStatus: todos.status,
      planDoneAt: todos.doneAt,
    })
    .from(followUps)
    .leftJoin(users, eq(users.id, followUps.followerId))
    .leftJoin(todos, eq(todos.followUpId, followUps.id))
    .where(eq(followUps.customerId, customerId))
    .orderBy(desc(followUps.occurredAt), desc(followUps.id))
    .limit(limit)
    .all()
}

export function listCustomerPurchases(me: Grant<'purchase.read'>, customerId: number, limit: number, from: Source = reader()) {
  return from
    .select({
      id: purchases.id,
      product: purchases.product,
      quantityMilli: purchases.quantityMilli,
      unit: purchases.unit,
      amountFen: purchases.amountFen,
      purchasedOn: purchases.purchasedOn,
      note: purchases.note,
    })
    .from(purchases)
    .innerJoin(customers, eq(customers.id, purchases.customerId))
    .where(and(eq(purchases.customerId, customerId), visible(me)))
    .orderBy(desc(purchases.purchasedOn), desc(purchases.id))
    .limit(limit)
    .all()
}

/** How much stands behind each tab of an archive. */
export function countStory(me: Grant<'customer.read'>, customerId: number, from: Source = reader()) {
  findArchive(me, customerId, from)
  const n = (table: typeof followUps | typeof purchases) =>
    from.select({ n: count() }).from(table).where(eq(table.customerId, customerId)).get()?.n ?? 0
  return { followUps: n(followUps), purchases: n(purchases) }
}

const todoOnly = {
  id: todos.id,
  title: todos.title,
  dueAt: todos.dueAt,
  dueOn: todos.dueOn,
  dueTime: todos.dueTime,
  status: todos.status,
  moves: todos.moves,
  version: todos.version,
  customerId: todos.customerId,
  assigneeId: todos.assigneeId,
}
const todoColumns = {
  ...todoOnly,
  customer: customers.name,
  customerNumber: customers.number,
  assignee: users.name,
  doneAt: todos.doneAt,
  last: sql<string | null>`(select content from follow_ups where follow_ups.id = ${todos.followUpId})`,
}
const followUpColumns = {
  id: followUps.id,
  number: followUps.number,
  customerId: followUps.customerId,
  occurredAt: followUps.occurredAt,
  createdAt: followUps.createdAt,
  method: followUps.method,
  contentType: followUps.contentType,
  content: followUps.content,
  feedback: followUps.feedback,
  follower: users.name,
  followerName: followUps.followerName,
  imported: followUps.importJobId,
}

function todosAsked(me: Grant<'todo.read'>, f: TodoFilter): SQL | undefined {
  const status = f.status ?? 'open'
  return and(
    within(me, todos.assigneeId),
    // Spelled out, because the index of open ones is found by these words.
    status === 'open' ? sql`${todos.status} = 'open'` : eq(todos.status, status),
    f.person === undefined ? undefined : eq(todos.assigneeId, f.person),
    status === 'open' ? standingIs(f.standing) : undefined,
    f.from ? gte(todos.dueAt, instantOf(f.from)) : undefined,
    f.to ? lte(todos.dueAt, endOf(f.to)) : undefined,
    ofLiving,
  )
}

function standingIs(standing: TodoFilter['standing']) {
  const at = now()
  const tonight = endOf(dayOf(at))
  if (standing === 'overdue') return lt(todos.dueAt, at)
  if (standing === 'today') return and(gte(todos.dueAt, at), lte(todos.dueAt, tonight))
  if (standing === 'soon') return and(gt(todos.dueAt, tonight), lte(todos.dueAt, tonight + WEEK))
  if (standing === 'later') return gt(todos.dueAt, tonight + WEEK)
  return standing === 'undated' ? isNull(todos.dueAt) : undefined
}

function followUpsAsked(me: FollowUpGrant, f: FollowUpFilter): SQL | undefined {
  const words = f.q
    ? searchQuery(f.q)
        .map((word) => `"${word}"`)
        .join(' ')
    : ''
  return and(
    visible(me),
    f.method && eq(followUps.method, f.method),
    f.person === undefined ? undefined : eq(followUps.followerId, f.person),
    f.late ? sql`${followUps.createdAt} - ${followUps.occurredAt} > 3600000` : undefined,
    f.from ? gte(followUps.occurredAt, instantOf(f.from)) : undefined,
    f.to ? lte(followUps.occurredAt, endOf(f.to)) : undefined,
    f.q?.trim()
      ? or(
          eq(followUps.number, f.q.trim().toUpperCase()),
          words
            ? sql`${followUps.customerId} in (select rowid from customer_search where customer_search match ${words} order by rowid desc limit 2000)`
            : sql`0`,
        )
      : undefined,
  )
}
