import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { builtOnce, reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { handoverLines, handoverMoves, handovers, leaves } from '#db/schema/handovers'
import { users } from '#db/schema/people'
import { living } from '../customers/queries.ts'
import { Missing } from '../kernel/errors.ts'
import { can, departmentOf, type Grant, grant, idOf } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { bearer, preparedFor } from '../kernel/prepared.ts'
import { type Handover, type Leave, lineLabels, type State } from './model.ts'

type HandoverGrant = Grant<Extract<Permission, `handover.${string}`>>
type LeaveGrant = Grant<'user.leave' | 'user.return'>
export const sides = ['mine', 'given', 'all'] as const
export type HandoverFilter = { side?: (typeof sides)[number]; state?: State; person?: number; page?: number; size?: number }

const [giver, receiver, doer] = [alias(users, 'giver'), alias(users, 'receiver'), alias(users, 'doer')]

/** Hand-overs within reach, newest first: to oneself, from oneself, or all of them. */
export function listHandovers(me: Grant<'handover.read'>, filter: HandoverFilter, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = and(within(me), sideIs(me, filter.side), stateIs(filter.state), personIs(filter.person))
  const total = from.select({ n: count() }).from(handovers).where(where).get()?.n ?? 0
  const page = Math.min(Math.max(filter.page ?? 1, 1), Math.max(1, Math.ceil(total / size)))
  const rows = named(from)
    .where(where)
    .orderBy(desc(handovers.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total, page, size }
}

/** How many of one's own are left to confirm. */
export const countToConfirm = (me: Grant<'handover.read'>, from: Source = reader()) =>
  from
    .select({ n: count() })
    .from(handovers)
    .where(and(sideIs(me, 'mine'), stateIs('open')))
    .get()?.n ?? 0

/** One hand-over: of whoever reads, the giver, the doer or the receiver; to confirm it one must be the receiver. Throws Missing. */
export function findHandover(me: HandoverGrant, id: number, from: Source = reader()): Handover {
  const found = from
    .select()
    .from(handovers)
    .where(and(eq(handovers.id, id), within(me)))
    .get()
  if (!found) throw new Missing('交接书')
  return found
}

/** The same with the names. */
export function findHandoverPage(me: Grant<'handover.read'>, id: number, from: Source = reader()) {
  const found = named(from)
    .where(and(eq(handovers.id, id), within(me)))
    .get()
  if (!found) throw new Missing('交接书')
  return found
}

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
  const page = Math.min(Math.max(filter.page ?? 1, 1), Math.max(1, Math.ceil(total / size)))
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

/** The last leave of a person. */
export const findLastLeave = (_me: LeaveGrant, userId: number, from: Source = reader()): Leave | undefined =>
  from.select().from(leaves).where(eq(leaves.userId, userId)).orderBy(desc(leaves.id)).limit(1).get()

/** The books of a leave. */
export const listBooks = (_me: LeaveGrant, leaveId: number, from: Source = reader()) =>
  named(from).where(eq(handovers.leaveId, leaveId)).orderBy(asc(handovers.id)).all()

/** What stayed with others when a leave was taken back: customers by name, up to `most`, and how many of each kind. */
export function listStayed(_me: LeaveGrant, leaveId: number, most: number, from: Source = reader()) {
  const stayed = and(eq(handovers.leaveId, leaveId), eq(handoverMoves.state, 'stayed'))
  const kinds = from
    .select({ kind: handoverMoves.kind, n: count() })
    .from(handoverMoves)
    .innerJoin(handovers, eq(handovers.id, handoverMoves.handoverId))
    .where(stayed)
    .groupBy(handoverMoves.kind)
    .all()
  const rows = from
    .select({ id: customers.id, name: customers.name, number: customers.number, owner: users.nameMasked, deletedAt: customers.deletedAt })
    .from(handoverMoves)
    .innerJoin(handovers, eq(handovers.id, handoverMoves.handoverId))
    .innerJoin(customers, eq(customers.id, handoverMoves.rowId))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(and(stayed, eq(handoverMoves.kind, 'customer')))
    .limit(most)
    .all()
  return { kinds, rows }
}

/** Leaves that a stop or a crash broke off. */
export const listBusyLeaves = (_me: Grant<'customer.handOn'>, from: Source = reader()) =>
  from.select({ id: leaves.id, status: leaves.status }).from(leaves).where(sql`${leaves.status} in ('moving', 'returning')`).all()

/** How a leave stands, for the machine that works it off. */
export const findBusyLeave = (_me: Grant<'customer.handOn'>, id: number, from: Source = reader()) =>
  from.select({ status: leaves.status }).from(leaves).where(eq(leaves.id, id)).get()

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

const named = (from: Source) =>
  from
    .select({
      id: handovers.id,
      at: handovers.at,
      reason: handovers.reason,
      customers: handovers.customers,
      todos: handovers.todos,
      lines: handovers.lines,
      open: handovers.open,
      undoneAt: handovers.undoneAt,
      leaveId: handovers.leaveId,
      fromId: handovers.fromId,
      toId: handovers.toId,
      from: giver.name,
      to: receiver.name,
      by: doer.name,
    })
    .from(handovers)
    .leftJoin(giver, eq(giver.id, handovers.fromId))
    .leftJoin(receiver, eq(receiver.id, handovers.toId))
    .leftJoin(doer, eq(doer.id, handovers.byId))
    .$dynamic()

// To confirm is the receiver's; to read also the giver's, the doer's and, by department, their manager's.
function within(me: HandoverGrant): SQL | undefined {
  const self = idOf(me.actor)
  if (me.reach === 'all') return undefined
  if (me.permission === 'handover.confirm') return eq(handovers.toId, self)
  const own = or(eq(handovers.toId, self), eq(handovers.fromId, self), eq(handovers.byId, self))
  const department = departmentOf(me.actor)
  if (me.reach === 'own' || department === null) return own
  return or(own, sql`${handovers.toId} in (select id from users where department_id = ${department})`)
}

const isWithin = (me: Grant<'handover.read'>, id: number, from: Source) => idWithin(from, me).get({ id, ...bearer(me) }) !== undefined

const idWithin = preparedFor((from, me: Grant<'handover.read'>) =>
  from
    .select({ id: handovers.id })
    .from(handovers)
    .where(and(eq(handovers.id, sql.placeholder('id')), within(me)))
    .prepare(),
)

function sideIs(me: Grant<'handover.read'>, side: HandoverFilter['side']) {
  const self = idOf(me.actor)
  if (side === 'mine') return eq(handovers.toId, self)
  return side === 'given' ? or(eq(handovers.fromId, self), eq(handovers.byId, self)) : undefined
}

function stateIs(state: State | undefined) {
  if (state === 'undone') return isNotNull(handovers.undoneAt)
  if (state === 'open') return and(isNull(handovers.undoneAt), gt(handovers.open, 0))
  return state === 'done' ? and(isNull(handovers.undoneAt), eq(handovers.open, 0)) : undefined
}

const personIs = (person: number | undefined) =>
  person === undefined ? undefined : or(eq(handovers.fromId, person), eq(handovers.toId, person))
