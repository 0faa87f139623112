import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { handovers, leaves } from '#db/schema/handovers'
import { users } from '#db/schema/people'
import { renewFacets } from '../customers/facets.ts'
import type { Customer } from '../customers/model.ts'
import { type Change, created } from '../kernel/command.ts'
import { now } from '../kernel/time.ts'
import { withTodos } from './give.ts'
import { type Handover, type Leave, successorOf } from './model.ts'
import type { Mover } from './mover.ts'
import { movers } from './movers.ts'
import { noteMoves, openHandover, passOn, tellReceiver } from './pass-on.ts'

/** So many rows a statement. */
export const PORTION = 500

/** All that the person of a leave holds goes to the successors, and the leave is done. */
export function giveAll(tx: Tx, leaveId: number): Change[] {
  const leave = leaveIn(tx, leaveId, 'moving')
  if (!leave) return []
  const changes = [
    ...untilFewer(() => giveCustomers(tx, leave)),
    ...movers.flatMap((mover) => untilFewer(() => giveHeld(tx, leave, mover))),
  ]
  finishGiving(tx, leave)
  return changes
}

function untilFewer(give: () => { count: number; changes: Change[] }): Change[] {
  const all: Change[] = []
  for (let count = PORTION; count === PORTION; ) {
    const given = give()
    all.push(...given.changes)
    count = given.count
  }
  return all
}

/** Somebody who can take things over. */
export const isColleague = (tx: Tx, id: number) =>
  tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, id), eq(users.active, true)))
    .get() !== undefined

function giveCustomers(tx: Tx, leave: Leave) {
  const mine = and(eq(customers.ownerId, leave.userId), isNull(customers.deletedAt))
  const rows = tx.select().from(customers).where(mine).orderBy(asc(customers.createdAt), asc(customers.id)).limit(PORTION).all()
  const groups = [...Map.groupBy(rows, (customer) => successorOf(leave, customer))]
  const moved = groups.map(([toId, some]) => ({ book: bookFor(tx, leave, toId), pairs: own(tx, some, toId) }))
  renewFacets(
    tx,
    moved.flatMap(({ pairs }) => pairs.map(({ after }) => after)),
  )
  const changes = moved.flatMap(({ book, pairs }) => {
    const todos = passOn(
      tx,
      book,
      pairs.map(({ after }) => after.id),
    )
    return withTodos(
      pairs,
      todos.map(({ after }) => after.customerId),
      leave.reason,
    )
  })
  return { count: rows.length, changes }
}

// One statement for all: what they are afterwards is known beforehand.
/** Whose these customers are from now on; before and after of each. */
export function own(tx: Tx, rows: Customer[], ownerId: number) {
  const departmentId = houseOf(tx, ownerId)
  const updatedAt = now()
  const ids = rows.map(({ id }) => id)
  tx.update(customers)
    .set({ ownerId, departmentId, updatedAt, version: sql`${customers.version} + 1` })
    .where(inArray(customers.id, ids))
    .run()
  return rows.map((before) => ({ before, after: { ...before, ownerId, departmentId, updatedAt, version: before.version + 1 } }))
}

const houseOf = (tx: Tx, userId: number) =>
  tx.select({ departmentId: users.departmentId }).from(users).where(eq(users.id, userId)).get()?.departmentId ?? null

function giveHeld(tx: Tx, leave: Leave, mover: Mover) {
  const held = mover.next(tx, leave.userId, PORTION)
  const toOf = successors(
    tx,
    leave,
    held.flatMap(({ customerId }) => customerId ?? []),
  )
  const changes = held.flatMap(({ id, customerId }): Change[] => {
    const toId = customerId === null ? leave.toId : toOf(customerId)
    const kind = mover.give(tx, { id, fromId: leave.userId, toId })
    noteMoves(tx, bookFor(tx, leave, toId).id, kind, [id])
    return customerId === null ? [] : [{ ...created({ id: customerId, handed: mover.label }, customerId), why: leave.reason }]
  })
  return { count: held.length, changes }
}

function successors(tx: Tx, leave: Leave, ids: number[]) {
  const sorted = { id: customers.id, industry: customers.industry, level: customers.level, address: customers.address }
  const rows = ids.length === 0 ? [] : tx.select(sorted).from(customers).where(inArray(customers.id, ids)).all()
  const known = new Map(rows.map((row) => [row.id, successorOf(leave, row)]))
  return (id: number) => known.get(id) ?? leave.toId
}

function bookFor(tx: Tx, leave: Leave, toId: number): Handover {
  const known = and(eq(handovers.leaveId, leave.id), eq(handovers.toId, toId))
  const { userId: fromId, byId, reason } = leave
  return tx.select().from(handovers).where(known).get() ?? openHandover(tx, { leaveId: leave.id, fromId, toId, byId, reason })
}

function finishGiving(tx: Tx, leave: Leave) {
  tx.update(leaves).set({ status: 'done' }).where(eq(leaves.id, leave.id)).run()
  for (const { id } of booksOf(tx, leave)) tellReceiver(tx, id)
}

/** The books of a leave, the oldest first. */
export const booksOf = (tx: Tx, leave: Leave) =>
  tx.select().from(handovers).where(eq(handovers.leaveId, leave.id)).orderBy(asc(handovers.id)).all()

/** A leave, if that is how it stands. */
export const leaveIn = (tx: Tx, id: number, status: Leave['status']) =>
  tx
    .select()
    .from(leaves)
    .where(and(eq(leaves.id, id), eq(leaves.status, status)))
    .get()
