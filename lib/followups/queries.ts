import { and, eq, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { literal } from '#db/statements'
import { isHelping } from '../customers/queries.ts'
import { inOrder } from '../formats/in-order.ts'
import { searchQuery } from '../formats/search.ts'
import { type Grant, idOf, within } from '../kernel/grant.ts'
import { CAP, pageWithin } from '../kernel/pages.ts'
import { endOf, instantOf } from '../kernel/time.ts'
import type { Method } from './model.ts'

type FollowUpGrant = Grant<'followUp.read' | 'followUp.export'>

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
  const total = countFollowUps(me, filter, CAP + 1, from)
  const page = pageWithin(Math.min(total, CAP), { page: filter.page, size })
  const rows = rowsOf(idsOf(me, filter, size, (page - 1) * size, from), from)
  return { rows, total: Math.min(total, CAP), capped: total > CAP, page, size }
}

/** The follow-ups a filter finds, in the list's own order, up to `most`. */
export const listFollowUpIds = (me: FollowUpGrant, filter: FollowUpFilter, most: number, from: Source = reader()): number[] =>
  idsOf(me, filter, most, 0, from)

/** The rows of an export, in the order asked for. */
export const listFollowUpsForExport = (ids: number[], from: Source = reader()) => rowsOf(ids, from)

/** How many follow-ups answer a filter, up to `most`. */
export function countFollowUps(me: FollowUpGrant, filter: FollowUpFilter, most: number, from: Source = reader()): number {
  return from.get<{ n: number }>(sql`select count(*) as n from (${foundBy(me, filter, from)} limit ${literal(most)})`)?.n ?? 0
}

function rowsOf(ids: number[], from: Source) {
  const rows = from
    .select({ ...followUpColumns, customer: customers.name, customerNumber: customers.number })
    .from(followUps)
    .innerJoin(customers, eq(customers.id, followUps.customerId))
    .leftJoin(users, eq(users.id, followUps.followerId))
    .where(inArray(followUps.id, ids))
    .all()
  return inOrder(ids, rows)
}

function idsOf(me: FollowUpGrant, filter: FollowUpFilter, size: number, offset: number, from: Source): number[] {
  const order = filter.dir === 'asc' ? sql`asc` : sql`desc`
  return from
    .all<{ id: number }>(sql`${foundBy(me, filter, from)} order by at ${order} limit ${literal(size)} offset ${offset}`)
    .map(({ id }) => id)
}

/** Those within the grant's own reach and, apart from them, those of customers one helps with: asked together, they would leave both indexes unused. */
function foundBy(me: FollowUpGrant, filter: FollowUpFilter, from: Source): SQL {
  const own = within(me, customers.ownerId, customers.departmentId)
  const where = and(isNull(customers.deletedAt), followUpsAsked(filter))
  const found = sql`select follow_ups.id as id, follow_ups.occurred_at as at from follow_ups join customers on customers.id = follow_ups.customer_id`
  const inReach = sql`${found} where ${and(where, own)}`
  if (!isHelping(me, from)) return inReach
  const helped = sql`customers.id in (select customer_id from collaborators where user_id = ${idOf(me.actor)})`
  return sql`${inReach} union all ${found} where ${and(where, helped, sql`(${own}) is not true`)}`
}

export const followUpColumns = {
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

function followUpsAsked(f: FollowUpFilter): SQL | undefined {
  const words = f.q
    ? searchQuery(f.q)
        .map((word) => `"${word}"`)
        .join(' ')
    : ''
  return and(
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
