import { and, asc, count, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers, customerTotals } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { type moveKinds, tierMoves } from '#db/schema/tiers'
import { literal } from '#db/statements'
import { isHelping } from '../customers/queries.ts'
import { type Grant, grant, idOf, within } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import type { Evidence } from './comparing.ts'
import type { Gap } from './model.ts'
import { findRun } from './queries.ts'
import { readHere } from './sums.ts'

export type MoveKind = (typeof moveKinds)[number]
export type MoveFilter = { tierId: number; kind: MoveKind; page?: number; size?: number }

const MOST_COUNTED = 1000
const FEW = 20_000

/**
 * Who came, went or is near in a run, of one label, within what a person may read of customers; near ones nearest first. `total` is counted
 * up to 1,000 (`capped`); `everywhere` is how many there are in all, `beyond` how many of them are out of reach where that is known.
 */
export function listMoves(
  me: Grant<'tier.read'>,
  runId: number,
  { tierId, kind, page = 1, size = 50 }: MoveFilter,
  from: Source = readHere(),
) {
  const run = findRun(me, runId, from)
  const reach = grant(me.actor, 'customer.read')
  const everywhere = run.counts.tiers[tierId]?.[kind] ?? countAll(runId, tierId, kind, from)
  const where = and(
    eq(tierMoves.runId, runId),
    eq(tierMoves.tierId, tierId),
    eq(tierMoves.kind, kind),
    isNull(customers.deletedAt),
    seen(reach, from),
  )
  const found = from.get<{ n: number }>(
    sql`select count(*) as n from (select 1 from ${joinedBy(reach, from)} where ${where} limit ${literal(MOST_COUNTED + 1)})`,
  )!.n
  const total = Math.min(found, MOST_COUNTED)
  const shown = pageWithin(total, { page, size })
  const isNear = kind === 'nearIn' || kind === 'nearOut'
  const ids = from
    .values<[number]>(
      sql`select ${tierMoves.id} from ${joinedBy(reach, from)} where ${where} order by ${isNear ? tierMoves.id : tierMoves.customerId} limit ${literal(size)} offset ${(shown - 1) * size}`,
    )
    .map(([id]) => id)
  const capped = found > MOST_COUNTED
  return {
    rows: rowsOf(ids, from),
    total,
    capped,
    everywhere,
    beyond: capped ? undefined : Math.max(0, everywhere - total),
    page: shown,
    size,
  }
}

const countAll = (runId: number, tierId: number, kind: MoveKind, from: Source) =>
  from
    .select({ n: count() })
    .from(tierMoves)
    .where(and(eq(tierMoves.runId, runId), eq(tierMoves.tierId, tierId), eq(tierMoves.kind, kind)))
    .get()?.n ?? 0

// What is shared is named by its ids, so that both halves are found by index.
function seen(reach: Grant<'customer.read'>, from: Source): SQL | undefined {
  const own = within(reach, customers.ownerId, customers.departmentId)
  if (!own || !isHelping(reach, from)) return own
  return or(own, sql`${customers.id} in (select customer_id from collaborators where user_id = ${idOf(reach.actor)})`)
}

// Whoever reaches few customers asks for each whether it moved; whoever reaches many, for each move whether it is in reach.
function joinedBy(reach: Grant<'customer.read'>, from: Source): SQL {
  const few = reach.reach !== 'all' && totalOf(reach, from) < FEW
  return few
    ? sql`${customers} cross join ${tierMoves} on ${tierMoves.customerId} = ${customers.id}`
    : sql`${tierMoves} cross join ${customers} on ${customers.id} = ${tierMoves.customerId}`
}

const totalOf = (reach: Grant<'customer.read'>, from: Source) =>
  from
    .select({ n: sql<number>`coalesce(sum(${customerTotals.total}), 0)` })
    .from(customerTotals)
    .where(within(reach, customerTotals.ownerId, customerTotals.departmentId))
    .get()?.n ?? 0

function rowsOf(ids: readonly number[], from: Source) {
  if (ids.length === 0) return []
  const rows = from
    .select({
      id: tierMoves.id,
      customerId: tierMoves.customerId,
      number: customers.number,
      name: customers.name,
      level: customers.level,
      owner: users.nameMasked,
      ownerId: customers.ownerId,
      evidence: tierMoves.evidence,
      gap: tierMoves.gap,
    })
    .from(tierMoves)
    .innerJoin(customers, eq(customers.id, tierMoves.customerId))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(
      sql`${tierMoves.id} in (${sql.join(
        ids.map((id) => sql`${id}`),
        sql`, `,
      )})`,
    )
    .orderBy(asc(tierMoves.id))
    .all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row
      ? [{ ...row, evidence: JSON.parse(row.evidence) as Evidence, gap: row.gap === '' ? undefined : (JSON.parse(row.gap) as Gap) }]
      : []
  })
}
