import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers, customerTotals } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { breath } from '../kernel/breath.ts'
import type { Grant } from '../kernel/grant.ts'
import { openTicket } from '../tickets/hand-on.ts'
import { keyOf, type Split } from './model.ts'
import { movers } from './movers.ts'

const SLICE = 2000

/** How many living customers, open to-dos and open tickets a person has; all by index. */
export function countHeld(userId: number, from: Source = reader()) {
  const total = sql<number>`coalesce(sum(${customerTotals.total}), 0)`
  const own = from.select({ n: total }).from(customerTotals).where(eq(customerTotals.ownerId, userId)).get()
  const open = from
    .select({ n: sql<number>`count(*)` })
    .from(todos)
    .where(and(eq(todos.assigneeId, userId), sql`${todos.status} = 'open'`))
    .get()
  return { customers: own?.n ?? 0, todos: open?.n ?? 0, tickets: openTicket.count(from, userId) }
}

/** What else a person has in hand, by kind, in words; what there is none of is left out. */
export const countOthers = (_me: Grant<'user.leave'>, userId: number, from: Source = reader()) =>
  movers
    .filter(({ kinds }) => !kinds.includes('todo'))
    .map(({ label, unit, count }) => ({ label, unit, count: count(from, userId) }))
    .filter(({ count }) => count > 0)

/** How many of a person's customers fall under each key of a rule, most first; read in slices, so that nobody waits for it. */
export async function tallyOf(_me: Grant<'user.leave'>, userId: number, split: Split, from: Source = reader()) {
  const counts = new Map<string, number>()
  for (let mark: Mark | undefined = { createdAt: -1, id: 0 }; mark; ) {
    const rows = slice(userId, mark, from)
    for (const row of rows) counts.set(keyOf(split, row), (counts.get(keyOf(split, row)) ?? 0) + 1)
    mark = rows.length < SLICE ? undefined : rows.at(-1)
    await breath()
  }
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count || a.key.localeCompare(b.key))
}

type Mark = { createdAt: number; id: number }

const slice = (userId: number, { createdAt, id }: Mark, from: Source) =>
  from
    .select({
      id: customers.id,
      createdAt: customers.createdAt,
      industry: customers.industry,
      level: customers.level,
      address: customers.address,
    })
    .from(customers)
    .where(
      and(
        eq(customers.ownerId, userId),
        isNull(customers.deletedAt),
        sql`${customers.createdAt} >= ${createdAt}`,
        or(gt(customers.createdAt, createdAt), gt(customers.id, id)),
      ),
    )
    .orderBy(asc(customers.createdAt), asc(customers.id))
    .limit(SLICE)
    .all()
