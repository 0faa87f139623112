import { and, count, eq, lt, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import type { Todo } from '../followups/model.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf, reaches, within } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { now } from '../kernel/time.ts'

type TodoGrant = Grant<Extract<Permission, `todo.${string}`>>

/** Asked this way round, a count is read from the index of open ones and the few in the recycle bin alone. */
export const ofLiving = sql`${todos.customerId} not in (select id from customers where deleted_at is not null)`
/** Spelled out, because the indexes of open and of settled ones are found by these words. */
export const isOpen = sql`${todos.status} = 'open'`

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

/** Open next steps of one customer, whosoever they are; `mine` are those within reach, whose pages this person may open. */
export const listCustomerTodos = (me: Grant<'todo.read'>, customerId: number, from: Source = reader()) =>
  openOf(from)
    .all({ customerId })
    .map(({ department, ...todo }) => ({ ...todo, mine: reaches(me, todo.assigneeId, department) }))

const openOf = builtOnce((from) =>
  from
    .select({ ...todoOnly, assignee: users.nameMasked, department: users.departmentId, followUpId: todos.followUpId })
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
export const todoColumns = {
  ...todoOnly,
  customer: customers.name,
  customerNumber: customers.number,
  assignee: users.name,
  assigneeActive: users.active,
  doneAt: todos.doneAt,
  last: sql<string | null>`(select content from follow_ups where follow_ups.id = ${todos.followUpId})`,
}
