import { and, eq, gte, inArray, isNotNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { tickets } from '#db/schema/tickets'
import { matchCustomers } from '../customers/list.ts'
import { searchQuery } from '../formats/search.ts'
import { departmentOf, type Grant, grant, idOf } from '../kernel/grant.ts'
import { endOf, instantOf, now } from '../kernel/time.ts'
import { minuteOf } from '../sla/clock.ts'
import type { Kind, Status } from './labels.ts'
import { openStatuses, type Urgency } from './model.ts'
import { reached } from './reach.ts'
import { type FacetKind, facet } from './terms.ts'

export type ListGrant = Grant<'ticket.read' | 'ticket.export'>
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

export type Asked = {
  match: string
  plain: SQL | undefined
  range: SQL | undefined
  overdue: boolean
  hopeless: boolean
  isPartial: boolean
}

/** A filter as the index is asked, within reach. */
export function asked(me: ListGrant, f: TicketFilter, from: Source): Asked {
  const { words, isPartial } = f.q?.trim() ? textMatch(me, f.q, from) : { words: '', isPartial: false }
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
    isPartial,
  }
}

/** Of so many customers that a search names the tickets are found; it is said where there are more. */
export const NAMED = 200

const word = (kind: FacetKind, value: string | number) => `"${facet(kind, value)}"`
const anyOf = (words: string[]) => (words.length === 1 ? words[0]! : `(${words.join(' OR ')})`)

// Words of the ticket itself, or a customer found by them, newest first.
function textMatch(me: ListGrant, q: string, from: Source): { words: string; isPartial: boolean } {
  const words = searchQuery(q).map((one) => `"${one}"`)
  if (words.length === 0) return { words: '', isPartial: false }
  const found =
    'may' in me.actor && me.actor.may['customer.read'] ? matchCustomers(grant(me.actor, 'customer.read'), q, NAMED + 1, from) : []
  const named = found.slice(0, NAMED).map(({ id }) => word('cus', id))
  return { words: anyOf([`(${words.join(' AND ')})`, ...named]), isPartial: found.length > NAMED }
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
