import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { type UndoRow, undos } from '#db/schema/handovers'
import { renewTerms } from '../customers/terms.ts'
import { undoHandover } from '../handovers/pass-on.ts'
import { type Change, command, updated } from '../kernel/command.ts'
import { Conflict } from '../kernel/errors.ts'
import { grant } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { now } from '../kernel/time.ts'
import { refuseTwin } from '../recycle/twins.ts'
import { UNDO_MS, undoRefusals } from './model.ts'
import { findUndo } from './queries.ts'

/** Takes one's own deed of the last ten minutes back, whole; where anything of it has been changed since, nothing is. */
export const takeBack = command({
  name: 'undo.takeBack',
  input: z.strictObject({ id: z.coerce.number().int().positive() }),
  run(tx, me, { id }): Change[] {
    const undo = findUndo(me, id, tx)
    if (undo.usedAt !== null) throw new Conflict(undoRefusals.undoUsed)
    if (now() - undo.at > UNDO_MS) throw new Conflict(undoRefusals.undoLate)
    grant(me.actor, undo.deed as Permission)
    const changes = undo.rows.map((row) => (row.table === 'customers' ? putCustomerBack(tx, row) : putTodoBack(tx, row)))
    for (const row of undo.rows) if (row.table === 'customers') renewTerms(tx, row.id)
    for (const handover of undo.handovers) undoHandover(tx, handover)
    tx.update(undos).set({ usedAt: now() }).where(eq(undos.id, id)).run()
    return changes
  },
})

function putCustomerBack(tx: Tx, { id, version, before }: UndoRow) {
  const found = tx.select().from(customers).where(eq(customers.id, id)).get()
  if (found?.version !== version) throw new Conflict(undoRefusals.undoChanged)
  if (before.deletedAt === null) refuseTwin(tx, found)
  const values = { ...before, updatedAt: now(), version: version + 1 }
  return updated(found, tx.update(customers).set(values).where(eq(customers.id, id)).returning().get()!, id)
}

function putTodoBack(tx: Tx, { id, version, before }: UndoRow) {
  const found = tx.select().from(todos).where(eq(todos.id, id)).get()
  if (found?.version !== version) throw new Conflict(undoRefusals.undoChanged)
  const values = { ...before, version: version + 1 }
  return updated(found, tx.update(todos).set(values).where(eq(todos.id, id)).returning().get()!, found.customerId)
}
