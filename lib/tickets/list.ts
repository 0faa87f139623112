import { and, asc, desc, eq, gte, inArray, isNotNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { departments, users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { matchCustomers } from '../customers/list.ts'
import { searchQuery } from '../formats/search.ts'
import { departmentOf, type Grant, grant, idOf } from '../kernel/grant.ts'
import { endOf, instantOf, now } from '../kernel/time.ts'
import { minuteOf } from '../sla/clock.ts'
import type { Kind, Status } from './labels.ts'
import { openStatuses, type Urgency } from './model.ts'
import { reached } from './reach.ts'
import { type FacetKind, facet } from './terms.ts'

type ListGrant = Grant<'ticket.read' | 'ticket.export'>
export const ticketSorts = ['newest', 'due'] as const
export type TicketSort = (typeof ticketSorts)[number]
/** What a person may ask of the list; `status` open is all that is not over, `handler` 0 is nobody. */
export type TicketFilter = {
  q?: string
  status?: Status | 'open'
  kind?: Kind
  type?: number
  urgency?: Urgency
  department?: number
  handler?: number
  customer?: number
  repeated?: boolean
  overdue?: boolean
  from?: string
  to?: string
  sort?: TicketSort
  dir?: 'asc' | 'desc'
  page?: number
  size?: number
}

/** Beyond this many hits the list says "more than", and walks the sort's own index instead of gathering the hits. */
export const CAP = 10_000
const NAMED = 200

/**
 * One page of tickets. Every filter and scope is a word of the same index, so that a page costs the same whatever the number of
 * tickets; a day or a due moment is asked of the hits where they are few, else of the order's own index.
 */
export function listTickets(me: Grant<'ticket.read'>, filter: TicketFilter, from: Source = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const ask = asked(me, filter, from)
  const total = countHits(ask, CAP + 1, from)
  const capped = total > CAP
  const last = capped ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.ceil(total / size))
  const page = Math.min(Math.max(filter.page ?? 1, 1), last)
  const ids = total === 0 ? [] : pageOfIds(ask, filter, size, (page - 1) * size, from)
  return { rows: rowsOf(ids, from), total: Math.min(total, CAP), capped, page, size }
}

/** How many tickets answer a filter, up to `most`. */
export const countTickets = (me: ListGrant, filter: TicketFilter, most: number, from: Source = reader()): number =>
  countHits(asked(me, filter, from), most, from)

/** The tickets a filter finds, in the list's own order, up to `most`: what an export is about. */
export const listTicketIds = (me: ListGrant, filter: TicketFilter, most: number, from: Source = reader()): number[] =>
  pageOfIds(asked(me, filter, from), filter, most, 0, from)

/** The rows of an export, in the order asked for, with what was written at length. */
export function listTicketsForExport(ids: number[], from: Source = reader()) {
  const rows = rowsOf(ids, from)
  const told = from.select(long).from(tickets).where(inArray(tickets.id, ids)).all()
  const byId = new Map(told.map((row) => [row.id, row]))
  return rows.map((row) => ({ ...row, ...byId.get(row.id)! }))
}

type Asked = { match: string; plain: SQL | undefined; range: SQL | undefined; overdue: boolean; hopeless: boolean }

function asked(me: ListGrant, f: TicketFilter, from: Source): Asked {
  const words = f.q?.trim() ? textMatch(me, f.q, from) : ''
  const days = and(f.from ? gte(tickets.createdAt, instantOf(f.from)) : undefined, f.to ? lte(tickets.createdAt, endOf(f.to)) : undefined)
  const late = f.overdue ? and(isNotNull(tickets.dueAt), lt(tickets.dueAt, minuteOf(now()))) : undefined
  const parts = [word('liv', 1), ...scopeOf(me), ...facetsOf(f), ...(words ? [words] : [])]
  return {
    match: parts.join(' AND '),
    plain: and(
      reached(me),
      plainOf(f),
      words ? sql`+${tickets.id} in (select rowid from ticket_search where ticket_search match ${words})` : undefined,
    ),
    range: and(days, late),
    overdue: late !== undefined,
    hopeless: Boolean(f.q?.trim()) && words === '',
  }
}

const word = (kind: FacetKind, value: string | number) => `"${facet(kind, value)}"`
const anyOf = (words: string[]) => (words.length === 1 ? words[0]! : `(${words.join(' OR ')})`)

// Words of the ticket itself, or a customer found by them, newest first.
function textMatch(me: ListGrant, q: string, from: Source): string {
  const words = searchQuery(q).map((one) => `"${one}"`)
  if (words.length === 0) return ''
  const found = 'may' in me.actor && me.actor.may['customer.read'] ? matchCustomers(grant(me.actor, 'customer.read'), q, NAMED, from) : []
  return anyOf([`(${words.join(' AND ')})`, ...found.map(({ id }) => word('cus', id))])
}

function scopeOf(me: ListGrant): string[] {
  if (me.reach === 'all') return []
  const [user, department] = [idOf(me.actor), departmentOf(me.actor)]
  const own = [word('hnd', user), word('crt', user), word('own', user), word('col', user)]
  if (department === null) return [anyOf(own)]
  const ours = me.reach === 'department' ? [word('dep', department), word('odp', department)] : []
  return [anyOf([...own, word('que', department), ...ours])]
}

function facetsOf(f: TicketFilter): string[] {
  const one = (kind: FacetKind, value: string | number | undefined) => (value === undefined ? [] : [word(kind, value)])
  return [
    ...(f.status === 'open' ? [word('opn', 1)] : one('sts', f.status)),
    ...one('knd', f.kind),
    ...one('typ', f.type),
    ...one('urg', f.urgency),
    ...one('dep', f.department),
    ...one('hnd', f.handler),
    ...one('cus', f.customer),
    ...(f.repeated ? [word('rep', 1)] : []),
  ]
}

const plainOf = (f: TicketFilter) =>
  and(
    f.status === 'open' ? inArray(tickets.status, [...openStatuses]) : f.status && eq(tickets.status, f.status),
    f.kind && eq(tickets.kind, f.kind),
    f.type === undefined ? undefined : eq(tickets.typeId, f.type),
    f.urgency && eq(tickets.urgency, f.urgency),
    f.department === undefined ? undefined : sql`coalesce(${tickets.departmentId}, 0) = ${f.department}`,
    f.handler === undefined ? undefined : sql`coalesce(${tickets.handlerId}, 0) = ${f.handler}`,
    f.customer === undefined ? undefined : eq(tickets.customerId, f.customer),
    f.repeated ? isNotNull(tickets.repeatOfId) : undefined,
  )

const matching = (ask: Asked) => sql`from ticket_search s join tickets on tickets.id = s.rowid where s.ticket_search match ${ask.match}`

function countHits(ask: Asked, most: number, from: Source): number {
  if (ask.hopeless) return 0
  return counted(insideOf(ask, most, from), from)
}

function insideOf(ask: Asked, most: number, from: Source): SQL {
  if (!ask.range) return sql`select 1 from ticket_search where ticket_search match ${ask.match} limit ${most}`
  if (walks(ask, from)) return sql`select 1 from tickets where ${and(ask.range, ask.plain)} limit ${most}`
  return sql`select 1 ${matching(ask)} and ${ask.range} limit ${most}`
}

const counted = (inside: SQL, from: Source) => from.get<{ n: number }>(sql`select count(*) as n from (${inside})`)?.n ?? 0

// What is overdue is open and therefore few; days are walked where the words alone would gather too many.
const walks = (ask: Asked, from: Source) =>
  ask.overdue || counted(sql`select 1 from ticket_search where ticket_search match ${ask.match} limit ${CAP + 1}`, from) > CAP

function pageOfIds(ask: Asked, f: TicketFilter, size: number, offset: number, from: Source): number[] {
  if (ask.hopeless) return []
  const order = orderOf(f)
  const newest = (f.sort ?? 'newest') === 'newest'
  if (newest && !ask.range)
    return idsIn(
      sql`select rowid as id from ticket_search where ticket_search match ${ask.match} order by rowid ${f.dir === 'asc' ? sql`asc` : sql`desc`} limit ${size} offset ${offset}`,
      from,
    )
  if (walks(ask, from))
    return idsIn(sql`select id from tickets where ${and(ask.range, ask.plain)} order by ${order} limit ${size} offset ${offset}`, from)
  const range = ask.range ?? sql`1`
  return idsIn(sql`select tickets.id ${matching(ask)} and ${range} order by ${order} limit ${size} offset ${offset}`, from)
}

function orderOf({ sort = 'newest', dir }: TicketFilter): SQL {
  if (sort === 'due') return sql`${tickets.dueAt} is null, ${dir === 'desc' ? desc(tickets.dueAt) : asc(tickets.dueAt)}`
  return dir === 'asc' ? sql`${asc(tickets.createdAt)}, ${asc(tickets.id)}` : sql`${desc(tickets.createdAt)}, ${desc(tickets.id)}`
}

const idsIn = (query: SQL, from: Source) => from.all<{ id: number }>(query).map(({ id }) => id)

const listed = {
  id: tickets.id,
  number: tickets.number,
  customerId: tickets.customerId,
  customer: customers.name,
  customerNumber: customers.number,
  kind: tickets.kind,
  type: ticketTypes.name,
  detail: tickets.detail,
  urgency: tickets.urgency,
  description: sql<string>`substr(${tickets.description}, 1, 200)`,
  status: tickets.status,
  department: departments.name,
  handler: users.name,
  repeatOfId: tickets.repeatOfId,
  dueAt: tickets.dueAt,
  warnAt: tickets.warnAt,
  createdAt: tickets.createdAt,
  receivedAt: tickets.receivedAt,
  respondedAt: tickets.respondedAt,
  respondDueAt: tickets.respondDueAt,
  closedAt: tickets.closedAt,
  handlingMinutes: tickets.handlingMinutes,
  score: tickets.score,
}

const long = {
  id: tickets.id,
  description: tickets.description,
  cause: tickets.cause,
  solution: tickets.solution,
  result: tickets.result,
  feedback: tickets.feedback,
}

function rowsOf(ids: number[], from: Source) {
  if (ids.length === 0) return []
  const rows = from
    .select(listed)
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .leftJoin(departments, eq(departments.id, tickets.departmentId))
    .leftJoin(users, eq(users.id, tickets.handlerId))
    .where(inArray(tickets.id, ids))
    .all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
