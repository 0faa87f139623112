import { and, asc, desc, eq, gt, isNull, type Placeholder, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { collaborationRequests } from '#db/schema/sharing'
import { literal } from '#db/statements'
import { listLiving } from '../customers/list.ts'
import type { Customer } from '../customers/model.ts'
import { starredName } from '../duplicates/model.ts'
import { type Actor, can, type Grant, grant, idOf, withinFound } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { now } from '../kernel/time.ts'
import { type Request, type requestLists, statusAt } from './model.ts'
import { findRequest } from './queries-requests.ts'

const CAP = 1000
export type RequestFilter = { show?: (typeof requestLists)[number]; page?: number; size?: number }

/** Requests that wait for this person's answer (the oldest first), that they answered, or that they made themselves. */
export function listRequests(me: Grant<'collaboration.read'>, filter: RequestFilter, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = requestsAsked(me, filter.show ?? 'waiting')
  const inside = sql`select 1 from collaboration_requests join customers on customers.id = collaboration_requests.customer_id where ${where} limit ${literal(CAP + 1)}`
  const counted = from.get<{ n: number }>(sql`select count(*) as n from (${inside})`)?.n ?? 0
  const total = Math.min(counted, CAP)
  const page = pageWithin(total, { page: filter.page, size })
  const answerer = alias(users, 'answerer')
  const rows = from
    .select({ ...requestColumns, asker: users.name, answerer: answerer.name })
    .from(collaborationRequests)
    .innerJoin(customers, eq(customers.id, collaborationRequests.customerId))
    .innerJoin(users, eq(users.id, collaborationRequests.askerId))
    .leftJoin(answerer, eq(answerer.id, collaborationRequests.answeredBy))
    .where(where)
    .orderBy((filter.show ?? 'waiting') === 'waiting' ? asc(collaborationRequests.expiresAt) : desc(collaborationRequests.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows: asSeen(me.actor, rows, from), total, capped: counted > CAP, page, size }
}

/** How many requests wait for this person's answer. */
export const countWaiting = (me: Grant<'collaboration.read'>, from: Source = reader()) =>
  from.get<{ n: number }>(
    sql`select count(*) as n from (select 1 from collaboration_requests join customers on customers.id = collaboration_requests.customer_id where ${requestsAsked(me, 'waiting')} limit 100)`,
  )?.n ?? 0

/** The open requests about one customer, for whoever may answer them. */
export const listCustomerRequests = (me: Grant<'collaboration.accept'>, customerId: number, from: Source = reader()) =>
  requestsAbout(from, me).all({ customerId, at: now(), ...bearer(me) })

const requestsAbout = preparedFor((from, me: Grant<'collaboration.accept'>) =>
  from
    .select({ id: collaborationRequests.id, reason: collaborationRequests.reason, asker: users.name })
    .from(collaborationRequests)
    .innerJoin(customers, eq(customers.id, collaborationRequests.customerId))
    .innerJoin(users, eq(users.id, collaborationRequests.askerId))
    .where(and(eq(collaborationRequests.customerId, sql.placeholder('customerId')), waiting(me, sql.placeholder('at'))))
    .orderBy(asc(collaborationRequests.id))
    .limit(20)
    .prepare(),
)

const requestColumns = {
  id: collaborationRequests.id,
  customerId: collaborationRequests.customerId,
  name: customers.name,
  type: customers.type,
  number: customers.number,
  reason: collaborationRequests.reason,
  status: collaborationRequests.status,
  answer: collaborationRequests.answer,
  createdAt: collaborationRequests.createdAt,
  expiresAt: collaborationRequests.expiresAt,
  answeredAt: collaborationRequests.answeredAt,
}

function requestsAsked(me: Grant<'collaboration.read'>, show: (typeof requestLists)[number]) {
  if (show === 'mine') return eq(collaborationRequests.askerId, idOf(me.actor))
  return show === 'answered' ? eq(collaborationRequests.answeredBy, idOf(me.actor)) : waiting(me)
}

// Spelled out, because the index of open ones is found by these words.
const waiting = (me: Grant, at: number | Placeholder = now()) =>
  and(
    sql`${collaborationRequests.status} = 'open'`,
    gt(collaborationRequests.expiresAt, at),
    isNull(customers.deletedAt),
    withinFound(me, customers.ownerId, customers.departmentId),
  )

type Found = { customerId: number; name: string; type: Customer['type']; number: string } & Pick<Request, 'status' | 'expiresAt'>

// The whole name is for those who reach the customer now; a request that was refused opens nothing.
function asSeen<R extends Found>(actor: Actor, rows: R[], from: Source) {
  const ids = [...new Set(rows.map(({ customerId }) => customerId))]
  const seen = new Set(ids.length > 0 && can(actor, 'customer.read') ? listLiving(grant(actor, 'customer.read'), ids, from) : [])
  const at = now()
  return rows.map(({ customerId, name, type, number, ...row }) => ({
    ...row,
    status: statusAt(row, at),
    customer: seen.has(customerId) ? { name, number, href: `/customers/${customerId}` } : { name: starredName(name, type) },
  }))
}

/** A request as whoever may refuse it reads it before answering. */
export function findRequestPage(me: Grant<'collaboration.refuse'>, id: number, from: Source = reader()) {
  const { request, customer } = findRequest(me, id, from)
  const asker = from.select({ name: users.name }).from(users).where(eq(users.id, request.askerId)).get()
  return { id, asker: asker?.name ?? '', customer: customer.name, reason: request.reason, status: statusAt(request, now()) }
}
