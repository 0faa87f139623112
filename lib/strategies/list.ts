import { and, desc, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { strategyPushes } from '#db/schema/strategies'
import { literal } from '#db/statements'
import { listLiving, matchCustomers } from '../customers/list.ts'
import { Missing } from '../kernel/errors.ts'
import { can, type Grant, grant, within } from '../kernel/grant.ts'
import { CAP, pageWithin } from '../kernel/pages.ts'
import { rowsOf, withWords } from './list-rows.ts'
import type { Push } from './model.ts'

export type { ListedPush } from './list-rows.ts'

export const pushStates = ['open', 'sent', 'off'] as const
export type PushState = (typeof pushStates)[number]
/** `q` is a customer's name, number or phone, as the search field takes it. */
export type PushFilter = { q?: string; strategy?: number; state?: PushState; page?: number; size?: number }

/** One push within reach, of a living customer; throws Missing. */
export function findPush(me: Grant<'strategy.send'>, id: number, from: Source = reader()): Push {
  const push = from
    .select({ push: strategyPushes })
    .from(strategyPushes)
    .innerJoin(customers, eq(customers.id, strategyPushes.customerId))
    .where(and(eq(strategyPushes.id, id), within(me, strategyPushes.assigneeId), isNull(customers.deletedAt)))
    .get()
  if (!push) throw new Missing('推送')
  return push.push
}

/** 我的推送: what is to reach customers, the newest first, each with the words ready to copy (S0-56); those within reach. */
export function listPushes(me: Grant<'strategy.send'>, filter: PushFilter, company: string, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = asked(me, filter, from)
  const counted = from.get<{ n: number }>(
    sql`select count(*) as n from (select 1 from ${strategyPushes} left join ${todos} on ${eq(todos.id, strategyPushes.todoId)} where ${where} limit ${literal(CAP + 1)})`,
  )
  const total = Math.min(counted?.n ?? 0, CAP)
  const capped = (counted?.n ?? 0) > CAP
  const page = pageWithin(total, { page: filter.page, size })
  const rows = rowsOf(from, where)
    // Of one strategy by its own index; the later day has the greater id.
    .orderBy(...(filter.strategy === undefined ? [] : [desc(strategyPushes.day)]), desc(strategyPushes.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows: withWords(rows, company, from), total, capped, page, size }
}

/** The push that a to-do belongs to, with its words; undefined for any other to-do. */
export function findPushOf(me: Grant<'strategy.send'>, todoId: number, company: string, from: Source = reader()) {
  const rows = rowsOf(from, and(eq(strategyPushes.todoId, todoId), within(me, strategyPushes.assigneeId)))
    .limit(1)
    .all()
  return withWords(rows, company, from)[0]
}

/** These pushes, in the order given, as far as their customers are within reach of whoever asks. */
export function listOfThese(me: Grant<'strategy.read'>, ids: readonly number[], from: Source = reader()) {
  const rows = rowsOf(from, inArray(strategyPushes.id, [...ids])).all()
  const seen = new Set(
    listLiving(
      grant(me.actor, 'customer.read'),
      rows.map(({ customerId }) => customerId),
      from,
    ),
  )
  const byId = new Map(rows.filter(({ customerId }) => seen.has(customerId)).map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** How many pushes wait for this person to send them, up to a hundred. */
export const countWaiting = (me: Grant<'strategy.send'>, from: Source = reader()): number =>
  from.get<{ n: number }>(
    sql`select count(*) as n from (select 1 from ${strategyPushes} left join ${todos} on ${eq(todos.id, strategyPushes.todoId)} where ${asked(me, { state: 'open' }, from)} limit 100)`,
  )?.n ?? 0

const stateIs: Record<PushState, () => SQL | undefined> = {
  open: () => and(isNull(strategyPushes.sentAt), or(isNull(strategyPushes.todoId), ne(todos.status, 'cancelled'))),
  sent: () => sql`${strategyPushes.sentAt} is not null`,
  off: () => and(isNull(strategyPushes.sentAt), eq(todos.status, 'cancelled')),
}

// Of a customer in the recycle bin there is nothing to send.
const living = sql`exists (select 1 from ${customers} alive where alive.id = ${strategyPushes.customerId} and alive.deleted_at is null)`

const asked = (me: Grant<'strategy.send'>, { q, strategy, state }: PushFilter, from: Source) =>
  and(
    living,
    within(me, strategyPushes.assigneeId),
    q === undefined ? undefined : inArray(strategyPushes.customerId, foundBy(me, q, from)),
    strategy === undefined ? undefined : eq(strategyPushes.strategyId, strategy),
    state && stateIs[state](),
  )

const NAMED = 200
const foundBy = ({ actor }: Grant, q: string, from: Source) =>
  can(actor, 'customer.read') ? matchCustomers(grant(actor, 'customer.read'), q, NAMED, from).map(({ id }) => id) : []
