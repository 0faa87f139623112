import { and, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { type Source as From, reader } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps, todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { ideas, suggestions } from '#db/schema/suggestions'
import { tickets } from '#db/schema/tickets'
import { literal } from '#db/statements'
import { inOrder } from '../formats/in-order.ts'
import { searchQuery } from '../formats/search.ts'
import type { Grant } from '../kernel/grant.ts'
import { CAP, pageWithin } from '../kernel/pages.ts'
import { endOf, instantOf } from '../kernel/time.ts'
import type { Source } from './labels.ts'
import { ofReached, type SuggestionGrant } from './reach.ts'

export const views = ['open', 'grouped', 'dropped', 'all'] as const
/** What a person may ask of the list; without `view` what nobody has looked at yet. */
export type SuggestionFilter = {
  view?: (typeof views)[number]
  q?: string
  source?: Source
  idea?: number
  customer?: number
  from?: string
  to?: string
  dir?: 'asc' | 'desc'
  page?: number
  size?: number
}

// Words are looked for among so many, newest first.
const SEARCHED = 20_000

/** One page of suggestions within reach, newest first; totals are counted up to 10,000. */
export function listSuggestions(me: Grant<'suggestion.read'>, filter: SuggestionFilter, from: From = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const total = countSuggestions(me, filter, CAP + 1, from)
  const capped = total > CAP
  const page = pageWithin(Math.min(total, CAP), { page: filter.page, size })
  const rows = total === 0 ? [] : rowsOf(idsOf(me, filter, size, (page - 1) * size, from), from)
  return { rows, total: Math.min(total, CAP), capped, page, size }
}

/** How many suggestions answer a filter, up to `most`. */
export const countSuggestions = (me: SuggestionGrant, filter: SuggestionFilter, most: number, from: From = reader()): number =>
  from.get<{ n: number }>(sql`select count(*) as n from (${found(me, filter, from)} limit ${literal(most)})`)?.n ?? 0

/** The suggestions a filter finds, in the list's own order, up to `most`: what an export is about. */
export const listSuggestionIds = (me: SuggestionGrant, filter: SuggestionFilter, most: number, from: From = reader()): number[] =>
  idsOf(me, filter, most, 0, from)

/** Rows by id, in the order asked for: for the list, and for an export. */
export function rowsOf(ids: number[], from: From = reader()) {
  if (ids.length === 0) return []
  const rows = from
    .select(listed)
    .from(suggestions)
    .innerJoin(customers, eq(customers.id, suggestions.customerId))
    .leftJoin(ideas, eq(ideas.id, suggestions.ideaId))
    .leftJoin(todos, eq(todos.id, suggestions.todoId))
    .leftJoin(tickets, eq(tickets.id, suggestions.ticketId))
    .leftJoin(followUps, eq(followUps.id, suggestions.followUpId))
    .leftJoin(users, eq(users.id, suggestions.createdBy))
    .where(inArray(suggestions.id, ids))
    .all()
  return inOrder(ids, rows)
}

export type Listed = ReturnType<typeof rowsOf>[number]

const listed = {
  id: suggestions.id,
  text: suggestions.text,
  source: suggestions.source,
  dropped: suggestions.dropped,
  createdAt: suggestions.createdAt,
  customerId: suggestions.customerId,
  customer: customers.name,
  customerNumber: customers.number,
  ideaId: suggestions.ideaId,
  idea: ideas.title,
  ideaStatus: ideas.status,
  sentence: ideas.sentence,
  ticketId: suggestions.ticketId,
  ticket: tickets.number,
  followUp: followUps.number,
  todoStatus: todos.status,
  by: users.name,
}

function idsOf(me: SuggestionGrant, filter: SuggestionFilter, size: number, offset: number, from: From): number[] {
  const order = filter.dir === 'asc' ? sql`asc` : sql`desc`
  const paged = sql`${found(me, filter, from)} order by suggestions.created_at ${order}, suggestions.id ${order} limit ${literal(size)} offset ${offset}`
  return from.all<{ id: number }>(paged).map(({ id }) => id)
}

function found(me: SuggestionGrant, f: SuggestionFilter, from: From): SQL {
  const view = and(viewOf(f), plainOf(f))
  const table = f.q
    ? sql`(select * from suggestions ${along(f)} where ${view ?? sql`1`} order by created_at desc limit ${literal(SEARCHED)}) as suggestions`
    : sql`suggestions ${along(f)}`
  const where = and(f.q ? wordsIn(f.q) : view, ofReached(me, from))
  return sql`select suggestions.id as id from ${table} join customers on customers.id = suggestions.customer_id where ${where ?? sql`1`}`
}

// The list is walked in its order; of one idea or one customer there are few, and they have indexes of their own.
function along(f: SuggestionFilter): SQL {
  if (f.idea || f.customer !== undefined) return sql``
  return viewIn(f) === 'open' ? sql`indexed by suggestions_ungrouped` : sql`indexed by suggestions_created`
}

const viewIn = ({ view, idea, customer }: SuggestionFilter) => view ?? (idea === undefined && customer === undefined ? 'open' : 'all')

// Spelled out, because the index of what nobody has looked at yet is found by these words.
function viewOf(f: SuggestionFilter): SQL | undefined {
  const wanted = viewIn(f)
  if (wanted === 'open') return sql`suggestions.idea_id is null and suggestions.dropped = 0`
  if (wanted === 'grouped') return and(isNotNull(suggestions.ideaId), eq(suggestions.dropped, false))
  return wanted === 'dropped' ? eq(suggestions.dropped, true) : undefined
}

const plainOf = (f: SuggestionFilter) =>
  and(
    f.source && eq(suggestions.source, f.source),
    f.idea === undefined ? undefined : f.idea === 0 ? isNull(suggestions.ideaId) : eq(suggestions.ideaId, f.idea),
    f.customer === undefined ? undefined : eq(suggestions.customerId, f.customer),
    f.from ? gte(suggestions.createdAt, instantOf(f.from)) : undefined,
    f.to ? lte(suggestions.createdAt, endOf(f.to)) : undefined,
  )

function wordsIn(q: string): SQL | undefined {
  const words = searchQuery(q).map((word) => `"${word}"`)
  const named = sql`suggestions.customer_id in (select rowid from customer_search where customer_search match ${words.join(' ')} order by rowid desc limit 2000)`
  return or(sql`instr(lower(suggestions.text), ${q.trim().toLowerCase()}) > 0`, words.length > 0 ? named : undefined)
}
