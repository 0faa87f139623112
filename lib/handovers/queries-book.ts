import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { handoverLines, handoverMoves, handovers } from '#db/schema/handovers'
import { users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import { living } from '../customers/queries.ts'
import { can, type Grant, grant } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { lineLabels } from './model.ts'
import { findHandover, within } from './queries.ts'

type Lines = { customer?: number; onlyOpen?: boolean; page?: number; size?: number }

/** A page of a book's customers, as far as one reaches them now, each with its lines in the book's order (N-07). */
export function listBook(me: Grant<'handover.read'>, id: number, filter: Lines = {}, from: Source = reader()) {
  findHandover(me, id, from)
  const size = filter.size ?? 20
  const open = sql`exists (select 1 from ${handoverLines} l where l.handover_id = ${id} and l.customer_id = ${customers.id} and l.ticked_at is null)`
  const inBook = sql`${customers.id} in (select row_id from ${handoverMoves} where handover_id = ${id} and kind = 'customer')`
  const reading = grant(me.actor, 'customer.read')
  const where = living(
    reading,
    and(filter.customer ? eq(customers.id, filter.customer) : undefined, inBook, filter.onlyOpen ? open : undefined),
  )
  const total = from.select({ n: count() }).from(customers).where(where).get()?.n ?? 0
  const page = pageWithin(total, { page: filter.page, size })
  const rows = from
    .select({ id: customers.id, name: customers.name, number: customers.number, level: customers.level })
    .from(customers)
    .where(where)
    .orderBy(asc(customers.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  const lines = Map.groupBy(
    linesOf(
      id,
      rows.map((row) => row.id),
      from,
    ),
    ({ customerId }) => customerId,
  )
  return { rows: rows.map((row) => ({ ...row, lines: lines.get(row.id) ?? [] })), total, page, size }
}

/** What is left to confirm of one customer, in its latest book; undefined when nothing is. */
export function openOf(me: Grant<'customer.read'>, customerId: number, from: Source = reader()) {
  const found = openLinesOf(from).get({ customerId })
  if (!found) return undefined
  return { ...found, mayOpen: can(me.actor, 'handover.read') && isWithin(grant(me.actor, 'handover.read'), found.id, from) }
}

const openLinesOf = builtOnce((from) =>
  from
    .select({ id: handoverLines.handoverId, open: count() })
    .from(handoverLines)
    .where(and(eq(handoverLines.customerId, sql.placeholder('customerId')), sql`${handoverLines.tickedAt} is null`))
    .groupBy(handoverLines.handoverId)
    .orderBy(desc(handoverLines.handoverId))
    .limit(1)
    .prepare(),
)

const order = Object.keys(lineLabels)

function linesOf(id: number, ids: number[], from: Source) {
  if (ids.length === 0) return []
  return from
    .select({
      id: handoverLines.id,
      customerId: handoverLines.customerId,
      kind: handoverLines.kind,
      text: handoverLines.text,
      tickedAt: handoverLines.tickedAt,
      tickedBy: users.name,
    })
    .from(handoverLines)
    .leftJoin(users, eq(users.id, handoverLines.tickedBy))
    .where(and(eq(handoverLines.handoverId, id), inArray(handoverLines.customerId, ids)))
    .all()
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

const isWithin = (me: Grant<'handover.read'>, id: number, from: Source) => idWithin(from, me).get({ id, ...bearer(me) }) !== undefined

const idWithin = preparedFor((from, me: Grant<'handover.read'>) =>
  from
    .select({ id: handovers.id })
    .from(handovers)
    .where(and(eq(handovers.id, sql.placeholder('id')), within(me)))
    .prepare(),
)
