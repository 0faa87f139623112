import { and, asc, count, desc, eq, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { findArchive } from '../customers/queries.ts'
import { searchQuery } from '../formats/search.ts'
import { type Grant, within } from '../kernel/grant.ts'
import { endOf, instantOf } from '../kernel/time.ts'
import type { Method } from './model.ts'

type FollowUpGrant = Grant<'followUp.read' | 'followUp.export'>

const _CAP = 10_000
const visible = (me: Grant) => and(isNull(customers.deletedAt), within(me, customers.ownerId, customers.departmentId))

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
  const where = followUpsAsked(me, filter)
  const total =
    from.get<{ n: number }>(
      sql`select count(*) as n from (select 1 from follow_ups join customers on customers.id = follow_ups.customer_id where ${where} limit ${10_001})`,
    )?.n ?? 0
  const page = Math.max(1, Math.min(filter.page ?? 1, total > 10_000 ? Number.MAX_SAFE_INTEGER : Math.max(1, Math.ceil(total / size))))
  const rows = from
    .select({ ...followUpColumns, customer: customers.name })
    .from(followUps)
    .innerJoin(customers, eq(customers.id, followUps.customerId))
    .leftJoin(users, eq(users.id, followUps.followerId))
    .where(where)
    .orderBy(filter.dir === 'asc' ? asc(followUps.occurredAt) : desc(followUps.occurredAt))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total: Math.min(total, 10_000), capped: total > 10_000, page, size }
}

/** The follow-ups a filter finds, in the list's own order, up to `most`. */
export function listFollowUpIds(me: FollowUpGrant, filter: FollowUpFilter, most: number, from: Source = reader()): number[] {
  return from
    .select({ id: followUps.id })
    .from(followUps)
    .innerJoin(customers, eq(customers.id, followUps.customerId))
    .where(followUpsAsked(me, filter))
    .orderBy(filter.dir === 'asc' ? asc(followUps.occurredAt) : desc(followUps.occurredAt))
    .limit(most)
    .all()
    .map(({ id }) => id)
}

/** The rows of an export, in the order asked for. */
export function listFollowUpsForExport(ids: number[], from: Source = reader()) {
  const rows = from
    .select({ ...followUpColumns, customer: customers.name, customerNumber: customers.number })
    .from(followUps)
    .innerJoin(customers, eq(customers.id, followUps.customerId))
    .leftJoin(users, eq(users.id, followUps.followerId))
    .where(inArray(followUps.id, ids))
    .all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** How many follow-ups answer a filter, up to `most`. */
export function countFollowUps(me: FollowUpGrant, filter: FollowUpFilter, most: number, from: Source = reader()): number {
  const inside = sql`select 1 from follow_ups join customers on customers.id = follow_ups.customer_id where ${followUpsAsked(me, filter)} limit ${most}`
  return from.get<{ n: number }>(sql`select count(*) as n from (${inside})`)?.n ?? 0
}

/** One customer's follow-ups with the plan each led to, newest first. */
export function listCustomerFollowUps(me: Grant<'customer.read'>, customerId: number, limit: number, from: Source = reader()) {
  findArchive(me, customerId, from)
  return from
    .select({
      ...followUpColumns,
      plan: todos.title,
      planDueAt: todos.dueAt,
      planDueTime: todos.dueTime,
      planStatus: todos.status,
      planDoneAt: todos.doneAt,
    })
    .from(followUps)
    .leftJoin(users, eq(users.id, followUps.followerId))
    .leftJoin(todos, eq(todos.followUpId, followUps.id))
    .where(eq(followUps.customerId, customerId))
    .orderBy(desc(followUps.occurredAt), desc(followUps.id))
    .limit(limit)
    .all()
}

export function listCustomerPurchases(me: Grant<'purchase.read'>, customerId: number, limit: number, from: Source = reader()) {
  return from
    .select({
      id: purchases.id,
      product: purchases.product,
      quantityMilli: purchases.quantityMilli,
      unit: purchases.unit,
      amountFen: purchases.amountFen,
      purchasedOn: purchases.purchasedOn,
      note: purchases.note,
    })
    .from(purchases)
    .innerJoin(customers, eq(customers.id, purchases.customerId))
    .where(and(eq(purchases.customerId, customerId), visible(me)))
    .orderBy(desc(purchases.purchasedOn), desc(purchases.id))
    .limit(limit)
    .all()
}

/** How much stands behind each tab of an archive. */
export function countStory(me: Grant<'customer.read'>, customerId: number, from: Source = reader()) {
  findArchive(me, customerId, from)
  const n = (table: typeof followUps | typeof purchases) =>
    from.select({ n: count() }).from(table).where(eq(table.customerId, customerId)).get()?.n ?? 0
  return { followUps: n(followUps), purchases: n(purchases) }
}

const followUpColumns = {
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

function followUpsAsked(me: FollowUpGrant, f: FollowUpFilter): SQL | undefined {
  const words = f.q
    ? searchQuery(f.q)
        .map((word) => `"${word}"`)
        .join(' ')
    : ''
  return and(
    visible(me),
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
