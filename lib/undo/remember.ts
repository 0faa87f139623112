import { lt } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { type UndoRow, undos } from '#db/schema/handovers'
import type { Grant } from '../kernel/grant.ts'
import { DAY, now } from '../kernel/time.ts'

type Versioned = { id: number; version: number }
type Step = { table: UndoRow['table']; before: Versioned; after: Versioned }

// What follows from the deed, or counts it.
const own = new Set(['id', 'version', 'updatedAt'])

/** Keeps what rows were before a person's deed, so that it can be taken back; yesterday's go. Only for deeds whose inverse is exact. */
export function rememberUndo(tx: Tx, me: Grant, steps: Step[], { handovers = [] }: { handovers?: number[] } = {}) {
  const { actor } = me
  if ('job' in actor || !actor.from?.request || steps.length === 0) return
  tx.delete(undos)
    .where(lt(undos.at, now() - DAY))
    .run()
  tx.insert(undos)
    .values({ userId: actor.id, deed: me.permission, request: actor.from.request, rows: steps.map(wayBack), handovers, at: now() })
    .run()
}

function wayBack({ table, before, after }: Step): UndoRow {
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const changed = Object.keys(was).filter((key) => !own.has(key) && was[key] !== is[key])
  return { table, id: after.id, version: after.version, before: Object.fromEntries(changed.map((key) => [key, was[key]])) }
}
