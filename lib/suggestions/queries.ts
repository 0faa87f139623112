import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type Source as From, reader } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { ideaEntries, ideas, suggestions } from '#db/schema/suggestions'
import { builtOnce } from '#db/statements'
import { Missing } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import type { IdeaStatus } from './labels.ts'
import { rowsOf } from './list.ts'
import type { Idea, Suggestion } from './model.ts'
import { ofReached } from './reach.ts'
import { sumsOf } from './sums.ts'

type Reading = Grant<'suggestion.read'>

/** All of these suggestions, for whoever may sort each of them; one that is not there or not within reach, and there are none. */
export function listForSorting(me: Grant<'suggestion.sort'>, ids: number[], from: From = reader()): Suggestion[] {
  const rows = from
    .select({ suggestion: suggestions })
    .from(suggestions)
    .innerJoin(customers, eq(customers.id, suggestions.customerId))
    .where(and(inArray(suggestions.id, ids), ofReached(me, from)))
    .orderBy(asc(suggestions.id))
    .all()
  if (rows.length < ids.length) throw new Missing('建议')
  return rows.map(({ suggestion }) => suggestion)
}

export const findIdea = (id: number, from: From = reader()): Idea | undefined => from.select().from(ideas).where(eq(ideas.id, id)).get()

/** An idea that is there; else Missing. */
export function getIdea(id: number, from: From = reader()): Idea {
  const idea = findIdea(id, from)
  if (!idea) throw new Missing('改进事项')
  return idea
}

const responsible = alias(users, 'responsible')
const creator = alias(users, 'creator')

/** An idea as its page shows it, with the house's figures. */
export function findIdeaPage(_me: Reading, id: number, from: From = reader()) {
  const found = from
    .select({ idea: ideas, responsible: responsible.name, creator: creator.name })
    .from(ideas)
    .leftJoin(responsible, eq(responsible.id, ideas.responsibleId))
    .leftJoin(creator, eq(creator.id, ideas.createdBy))
    .where(eq(ideas.id, id))
    .get()
  if (!found) throw new Missing('改进事项')
  return { ...found, sums: sumsOf([id], from).get(id) ?? { askers: 0, told: 0, times: 0 } }
}

/** The story of an idea, newest first. */
export const listIdeaStory = (_me: Reading, ideaId: number, from: From = reader()) =>
  from
    .select({ id: ideaEntries.id, event: ideaEntries.event, text: ideaEntries.text, at: ideaEntries.at, by: users.name })
    .from(ideaEntries)
    .leftJoin(users, eq(users.id, ideaEntries.byId))
    .where(eq(ideaEntries.ideaId, ideaId))
    .orderBy(desc(ideaEntries.id))
    .limit(500)
    .all()

export const ideaSorts = ['newest', 'askers'] as const
export type IdeaFilter = {
  status?: IdeaStatus
  q?: string
  responsible?: number
  sort?: (typeof ideaSorts)[number]
  dir?: 'asc' | 'desc'
  page?: number
  size?: number
}

/** One page of ideas with the house's figures: those that most customers ask for first. */
export function listIdeas(_me: Reading, filter: IdeaFilter, from: From = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const where = ideasAsked(filter)
  const total = from.select({ n: sql<number>`count(*)` }).from(ideas).where(where).get()?.n ?? 0
  const page = pageWithin(total, { page: filter.page, size })
  const rows = from
    .select({ idea: ideas, responsible: users.name })
    .from(ideas)
    .leftJoin(users, eq(users.id, ideas.responsibleId))
    .where(where)
    .orderBy(...orderOf(filter))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  const ids = rows.map(({ idea }) => idea.id)
  const sums = sumsOf(ids, from)
  return { rows: rows.map((row) => ({ ...row, sums: sums.get(row.idea.id) ?? { askers: 0, told: 0, times: 0 } })), total, page, size }
}

const ideasAsked = (f: IdeaFilter): SQL | undefined =>
  and(
    f.status && eq(ideas.status, f.status),
    f.responsible === undefined ? undefined : sql`coalesce(${ideas.responsibleId}, 0) = ${f.responsible}`,
    f.q ? sql`instr(lower(${ideas.title}), ${f.q.trim().toLowerCase()}) > 0` : undefined,
  )

const askers = sql`(select count(distinct s.customer_id) from suggestions s where s.idea_id = ideas.id and s.dropped = 0)`

function orderOf({ sort = 'askers', dir }: IdeaFilter): SQL[] {
  const newest = dir === 'asc' ? asc(ideas.id) : desc(ideas.id)
  if (sort === 'newest') return [newest]
  return [dir === 'asc' ? sql`${askers} asc` : sql`${askers} desc`, desc(ideas.id)]
}

/** Ideas to put a suggestion with: the open ones first, each lot newest first. */
export const listIdeaChoices = (from: From = reader()) =>
  from
    .select({ id: ideas.id, title: ideas.title, status: ideas.status })
    .from(ideas)
    .orderBy(sql`${ideas.status} in ('landed', 'declined')`, desc(ideas.id))
    .limit(300)
    .all()

/** What a customer suggested, newest first, with what became of it, and how much there is; what was set aside is left out. */
export function listCustomerSuggestions(me: Reading, customerId: number, limit: number, from: From = reader()) {
  if (!anyOf(from).get({ customerId })) return { rows: [], total: 0 }
  const mine = and(eq(suggestions.customerId, customerId), eq(suggestions.dropped, false), ofReached(me, from))
  const rows = from
    .select({ id: suggestions.id })
    .from(suggestions)
    .innerJoin(customers, eq(customers.id, suggestions.customerId))
    .where(mine)
    .orderBy(desc(suggestions.createdAt), desc(suggestions.id))
    .limit(1000)
    .all()
  const ids = rows.slice(0, limit).map(({ id }) => id)
  return { rows: rowsOf(ids, from), total: rows.length }
}

// Most customers never suggested anything, and each archive asks.
const anyOf = builtOnce((from) =>
  from
    .select({ id: suggestions.id })
    .from(suggestions)
    .where(eq(suggestions.customerId, sql.placeholder('customerId')))
    .limit(1)
    .prepare(),
)

/** The suggestion that a ticket was noted down as, with what became of it. */
export const findOfTicket = (ticketId: number, from: From = reader()) =>
  from
    .select({ id: suggestions.id, dropped: suggestions.dropped, ideaId: suggestions.ideaId, idea: ideas.title, status: ideas.status })
    .from(suggestions)
    .leftJoin(ideas, eq(ideas.id, suggestions.ideaId))
    .where(eq(suggestions.ticketId, ticketId))
    .get()
