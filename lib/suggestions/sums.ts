import { and, type SQL, sql } from 'drizzle-orm'
import { type Source as From, reader } from '#db/client'
import { ideas } from '#db/schema/suggestions'
import { literal } from '#db/statements'
import { searchQuery } from '../formats/search.ts'
import type { Grant } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import type { AskerState, IdeaStatus } from './labels.ts'
import { ofReached } from './reach.ts'

type Reading = Grant<'suggestion.read'>
export type AskerFilter = { idea?: number; state?: AskerState; q?: string; page?: number; size?: number }
export type Told = { askers: number; told: number }

/** How far one customer has been told, by the best of its to-dos. */
const state = sql`max(case t.status when 'done' then 3 when 'open' then 2 when 'cancelled' then 1 else 0 end)`
const states: readonly AskerState[] = ['none', 'cancelled', 'waiting', 'told']

/** Of the customers within reach that are to be told, once an idea, how many were (N-16): the share is told ÷ askers. */
export function toldOf(me: Reading, from: From = reader()): Told {
  const askers = grouped(me, { toBeTold: true }, from)
  return from.get<Told>(sql`select count(*) as askers, coalesce(sum(state = 3), 0) as told from (${askers})`) ?? { askers: 0, told: 0 }
}

/** Who asked for an idea, or for any that they are to be told of: each customer once an idea, within reach. */
export function listAskers(me: Reading, filter: AskerFilter, from: From = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const asked = grouped(me, filter, from)
  const total = from.get<{ n: number }>(sql`select count(*) as n from (${asked})`)?.n ?? 0
  const page = pageWithin(total, { page: filter.page, size })
  const paged = sql`${asked} order by s.idea_id desc, first_id desc limit ${literal(size)} offset ${(page - 1) * size}`
  const rows = from.all<Row>(sql`with asked as (${paged}) ${columns} order by asked.idea_id desc, asked.first_id desc`)
  return { rows: rows.map(({ state, ...row }) => ({ ...row, state: states[state] ?? 'none' })), total, page, size }
}

type Row = {
  ideaId: number
  idea: string
  customerId: number
  customer: string
  customerNumber: string
  owner: string | null
  times: number
  text: string
  source: 'ticket' | 'followUp' | 'survey' | 'visit' | 'hand'
  ticketId: number | null
  createdAt: number
  todoId: number | null
  assignee: string | null
  assigneeId: number | null
  assigneeDepartment: number | null
  doneAt: number | null
  state: number
}

const columns = sql`select asked.idea_id as ideaId, i.title as idea, c.id as customerId, c.name as customer, c.number as customerNumber,
    o.name_masked as owner, asked.times, s.text, s.source, s.ticket_id as ticketId, s.created_at as createdAt, asked.todo_id as todoId,
    a.name as assignee, a.id as assigneeId, a.department_id as assigneeDepartment, t.done_at as doneAt, asked.state
  from asked join suggestions s on s.id = asked.first_id join ideas i on i.id = asked.idea_id join customers c on c.id = asked.customer_id
    left join users o on o.id = c.owner_id left join todos t on t.id = asked.todo_id left join users a on a.id = t.assignee_id`

function grouped(me: Reading, { idea, state: wanted, q, toBeTold }: AskerFilter & { toBeTold?: boolean }, from: From): SQL {
  const words = q ? searchQuery(q).map((word) => `"${word}"`) : []
  const named =
    q === undefined
      ? undefined
      : words.length === 0
        ? sql`0`
        : sql`s.customer_id in (select rowid from customer_search where customer_search match ${words.join(' ')} order by rowid desc limit 2000)`
  const which = idea === undefined || toBeTold ? sql`i.tells = 1` : sql`i.id = ${idea}`
  const having = wanted ? sql` having state = ${states.indexOf(wanted)}` : sql``
  return sql`select s.idea_id, s.customer_id, count(*) as times, max(s.id) as first_id, max(s.todo_id) as todo_id, ${state} as state
    from ideas i cross join suggestions s on s.idea_id = i.id join customers on customers.id = s.customer_id left join todos t on t.id = s.todo_id
    where ${and(which, sql`s.dropped = 0`, named, ofReached(me, from, 's'))} group by s.idea_id, s.customer_id${having}`
}

/** How many customers asked for each of these ideas, how often, and how many were told; whoever may see them, it is the house's figure. */
export function sumsOf(ids: number[], from: From = reader()): Map<number, Told & { times: number }> {
  if (ids.length === 0) return new Map()
  const each = sql`select s.idea_id as id, s.customer_id, count(*) as times, ${state} as state from suggestions s
    join customers c on c.id = s.customer_id and c.deleted_at is null left join todos t on t.id = s.todo_id
    where s.idea_id in ${ids} and s.dropped = 0 group by s.idea_id, s.customer_id`
  const rows = from.all<Told & { id: number; times: number }>(
    sql`select id, count(*) as askers, sum(times) as times, sum(state = 3) as told from (${each}) group by id`,
  )
  return new Map(rows.map(({ id, ...sums }) => [id, sums]))
}

/** How many ideas stand where, by state. */
export function countIdeas(from: From = reader()): Map<IdeaStatus, number> {
  const rows = from.select({ status: ideas.status, n: sql<number>`count(*)` }).from(ideas).groupBy(ideas.status).all()
  return new Map(rows.map(({ status, n }) => [status, n]))
}

/** Ideas with customers that are to be told and have no to-do yet, for the machine to go on with. */
export const listUntold = (_me: Grant<'idea.tell'>, from: From = reader()): number[] =>
  from
    .all<{ id: number }>(
      sql`select i.id from ideas i where i.tells = 1 and exists (select 1 from suggestions s join customers c on c.id = s.customer_id
        where s.idea_id = i.id and s.todo_id is null and s.dropped = 0 and c.deleted_at is null)`,
    )
    .map(({ id }) => id)
