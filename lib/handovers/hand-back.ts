import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { handoverMoves, handovers, leaves } from '#db/schema/handovers'
import { renewFacets } from '../customers/facets.ts'
import { type Change, updated } from '../kernel/command.ts'
import { now } from '../kernel/time.ts'
import { booksOf, leaveIn, own, PORTION } from './hand-on.ts'
import type { Handover, Leave } from './model.ts'
import { moverOf } from './movers.ts'
import { closeOpenLines } from './pass-on.ts'

/** All that a leave moved returns, where the successor still has it; what was moved on since is marked and stays. */
export function takeAllBack(tx: Tx, leaveId: number): Change[] {
  const leave = leaveIn(tx, leaveId, 'returning')
  if (!leave) return []
  const changes = booksOf(tx, leave).flatMap((book) => bookBack(tx, leave, book))
  finishReturning(tx, leave)
  return changes
}

function bookBack(tx: Tx, leave: Leave, book: Handover): Change[] {
  const changes: Change[] = []
  for (let moves = openMoves(tx, book); moves.length > 0; moves = openMoves(tx, book))
    for (const [kind, some] of Map.groupBy(moves, (move) => move.kind))
      changes.push(
        ...backOf(
          tx,
          leave,
          book,
          kind,
          some.map(({ rowId }) => rowId),
        ),
      )
  return changes
}

const openMoves = (tx: Tx, book: Handover) =>
  tx
    .select()
    .from(handoverMoves)
    .where(and(eq(handoverMoves.handoverId, book.id), sql`${handoverMoves.state} is null`))
    .orderBy(asc(handoverMoves.kind))
    .limit(PORTION)
    .all()

function finishReturning(tx: Tx, leave: Leave) {
  tx.update(leaves).set({ status: 'returned' }).where(eq(leaves.id, leave.id)).run()
  tx.update(handovers).set({ undoneAt: now() }).where(eq(handovers.leaveId, leave.id)).run()
}

function backOf(tx: Tx, leave: Leave, book: Handover, kind: string, ids: number[]): Change[] {
  const pairs = kind === 'customer' ? customersBack(tx, leave, book, ids) : []
  const mover = moverOf(kind)
  const back = mover
    ? ids.filter((id) => mover.back(tx, kind, { id, fromId: leave.userId, toId: book.toId }))
    : pairs.map(({ after }) => after.id)
  const there = new Set(back)
  mark(tx, book.id, kind, back, 'back')
  mark(
    tx,
    book.id,
    kind,
    ids.filter((id) => !there.has(id)),
    'stayed',
  )
  return pairs.map(({ before, after }) => updated(before, after, after.id))
}

function customersBack(tx: Tx, leave: Leave, book: Handover, ids: number[]) {
  const theirs = and(inArray(customers.id, ids), eq(customers.ownerId, book.toId))
  const pairs = own(tx, tx.select().from(customers).where(theirs).all(), leave.userId)
  renewFacets(
    tx,
    pairs.map(({ after }) => after),
  )
  closeOpenLines(tx, ids, now(), book.id)
  return pairs
}

function mark(tx: Tx, handoverId: number, kind: string, ids: number[], state: 'back' | 'stayed') {
  const { handoverId: book, kind: sort, rowId } = handoverMoves
  if (ids.length > 0)
    tx.update(handoverMoves)
      .set({ state })
      .where(and(eq(book, handoverId), eq(sort, kind), inArray(rowId, ids)))
      .run()
}
