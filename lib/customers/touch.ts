import { and, eq, lt } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { now } from '../kernel/time.ts'

/** Marks that somebody has just worked on an archive, where the row that changed does not tell when (S1-73); triggers do it for all else. */
export const touch = (tx: Tx, id: number) =>
  tx
    .update(customers)
    .set({ touchedAt: now() })
    .where(and(eq(customers.id, id), lt(customers.touchedAt, now())))
    .run()
