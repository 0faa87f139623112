import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Source, Tx } from '#db/client'

/** One thing of a person who leaves, and the customer whose successor gets it; without one the main successor does. */
export type Held = { id: number; customerId: number | null }
type Way = { id: number; fromId: number; toId: number }

/**
 * Beside customers, what a person hands on by leaving. A module whose rows belong to people adds its own here.
 * `next` finds a portion of what is left; `give` moves one and says as what kind that is kept; `back` says whether one that was
 * moved could be given back, which is no longer so once somebody has moved it on.
 */
export type Mover = {
  kinds: readonly string[]
  label: string
  unit: string
  count: (from: Source, userId: number) => number
  next: (tx: Tx, userId: number, limit: number) => Held[]
  give: (tx: Tx, way: Way) => string
  back: (tx: Tx, kind: string, way: Way) => boolean
}

/** For what hangs on no customer. */
export const none = sql<null>`null`
/** How many rows of one table. */
export const counted = (from: Source, table: SQLiteTable, where: SQL | undefined) =>
  from.select({ n: sql<number>`count(*)` }).from(table).where(where).get()?.n ?? 0
