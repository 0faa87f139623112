import { and, desc, eq, gt, gte, isNotNull, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { literal } from '#db/statements'
import type { Standing } from '../followups/model.ts'
import { type Grant, within } from '../kernel/grant.ts'
import { CAP, pageWithin } from '../kernel/pages.ts'
import { dayOf, endOf, instantOf, now } from '../kernel/time.ts'
import { isOpen, ofLiving, todoColumns } from './queries.ts'

const WEEK = 7 * 86_400_000

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
  const page = pageWithin(total, { page: filter.page, size })
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
  return (
    from.get<{ n: number }>(sql`select count(*) as n from (select 1 from todos where ${todosAsked(me, filter)} limit ${literal(most)})`)
      ?.n ?? 0
  )
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
