import { and, count, desc, eq, gt, gte, isNotNull, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import { builtOnce, reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import type { Standing, Todo } from '../followups/model.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf, within } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { dayOf, endOf, instantOf, now } from '../kernel/time.ts'

type TodoGrant = Grant<Extract<Permission, `todo.${string}`>>

const CAP = 10_000
// Asked this way round, a count is read from the index of open ones and the few in the recycle bin alone.
const ofLiving = sql`${todos.customerId} not in (select id from customers where deleted_at is not null)`
// Spelled out, because the indexes of open and of settled ones are found by these words.
const isOpen = sql`${todos.status} = 'open'`
const WEEK = 7 * 86_400_000

/** One to-do within reach, of a living customer. */
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

/** How many of one's own are overdue, up to 100: the number beside 工作台 on every page, the same that countTodos tells. */
export const countOverdue = (me: Grant<'todo.read'>, from: Source = reader()): number =>
  overdueOf(from).get({ me: idOf(me.actor), at: now() })?.n ?? 0

const overdueOf = builtOnce((from) => {
  const some = from
    .select({ id: todos.id })
    .from(todos)
    .where(and(isOpen, eq(todos.assigneeId, sql.placeholder('me')), lt(todos.dueAt, sql.placeholder('at')), ofLiving))
    .limit(100)
    .as('some')
  return from.select({ n: count() }).from(some).prepare()
})

/** Open next steps of one customer. */
export const listCustomerTodos = (me: Grant<'todo.read'>, customerId: number, from: Source = reader()) =>
  openOf(from)
    .all({ customerId })
    .map((todo) => ({ ...todo, mine: me.reach !== 'own' || ('id' in me.actor && todo.assigneeId === me.actor.id) }))

const openOf = builtOnce((from) =>
  from
    .select({ ...todoOnly, assignee: users.nameMasked, followUpId: todos.followUpId })
    .from(todos)
    .leftJoin(users, eq(users.id, todos.assigneeId))
    .where(and(eq(todos.customerId, sql.placeholder('customerId')), isOpen))
    .orderBy(sql`${todos.dueAt} asc nulls last`)
    .limit(20)
    .prepare(),
)

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
  assigneeActive: users.active,
  doneAt: todos.doneAt,
  last: sql<string | null>`(select content from follow_ups where follow_ups.id = ${todos.followUpId})`,
}
function todosAsked(me: Grant<'todo.read'>, f: TodoFilter): SQL | undefined {
  const status = f.status ?? 'open'
  return and(
    within(me, todos.assigneeId),
    status === 'open' ? isOpen : and(eq(todos.status, status), isNotNull(todos.doneAt)),
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
