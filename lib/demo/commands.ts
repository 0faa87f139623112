import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { contacts } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { followUps, purchases } from '#db/schema/followups'
import { type Change, command, created, removed } from '../kernel/command.ts'
import { countDemo } from './queries.ts'
import { clearAway, handOver, heirOf, keepRemover } from './removal.ts'

const ids = z.array(z.number().int().positive()).default([])

/** Marks what the story has just brought into being; at its end, `complete`, the record says how much that was. */
export const markDemo = command({
  name: 'demo.load',
  input: z.strictObject({ customers: ids, contacts: ids, followUps: ids, purchases: ids, complete: z.boolean().default(false) }),
  run(tx, me, { complete, ...made }): Change[] {
    mark(tx, customers, made.customers)
    mark(tx, contacts, made.contacts)
    mark(tx, followUps, made.followUps)
    mark(tx, purchases, made.purchases)
    return complete ? [created({ id: 0, ...countDemo(me, tx) })] : []
  },
})

/**
 * Takes the demo company away with all that hangs on it, and leaves what is real: a real customer of a demo colleague becomes
 * the remover's. The remover stays, even one of the demo accounts; without another administrator it is refused.
 */
export const removeDemo = command({
  name: 'demo.remove',
  input: z.strictObject({}),
  run(tx, me): Change[] {
    keepRemover(tx, me.actor)
    const gone = { id: 0, ...countDemo(me, tx) }
    const takenOver = handOver(tx, heirOf(tx, me.actor))
    clearAway(tx)
    return [removed(gone), ...takenOver]
  },
})

function mark(tx: Tx, table: typeof customers | typeof contacts | typeof followUps | typeof purchases, made: number[]) {
  if (made.length > 0) tx.update(table).set({ demo: true }).where(inArray(table.id, made)).run()
}
