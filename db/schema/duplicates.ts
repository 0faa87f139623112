import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, moment } from './columns.ts'
import { customers } from './customers.ts'
import { users } from './people.ts'

export const pairReasons = ['creditCode', 'phone', 'name', 'contactPhone'] as const

/** Two customers that may be one, found by night (W-15); the lower id first. What a person has dismissed is never suggested again. */
export const duplicatePairs = sqliteTable(
  'duplicate_pairs',
  {
    id: id(),
    lowId: integer('low_id')
      .notNull()
      .references(() => customers.id),
    highId: integer('high_id')
      .notNull()
      .references(() => customers.id),
    /** The strongest of what speaks for it; the score counts all of it. */
    reason: text('reason', { enum: pairReasons }).notNull(),
    score: integer('score').notNull(),
    foundAt: moment('found_at').notNull(),
    /** The last night that found it still so. */
    seenAt: moment('seen_at').notNull(),
    dismissedAt: moment('dismissed_at'),
    dismissedBy: integer('dismissed_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('duplicate_pairs_both').on(t.lowId, t.highId),
    index('duplicate_pairs_high').on(t.highId),
    index('duplicate_pairs_open').on(t.score, t.id).where(sql`dismissed_at is null`),
    index('duplicate_pairs_seen').on(t.seenAt).where(sql`dismissed_at is null`),
    index('duplicate_pairs_dismisser').on(t.dismissedBy).where(sql`dismissed_by is not null`),
  ],
)

/** A row as it stood in a table, for putting it back. */
export type StoredRow = { table: string; row: Record<string, string | number | null> }
/** What an undo needs: rows by their row ids, columns by their names in the database. */
export type Undo = {
  /** The loser's rows that now hang on the winner. */
  moved: { table: string; column: string; rows: number[] }[]
  /** Rows that had to go: the loser itself, and where both had what only one may have. */
  taken: StoredRow[]
  /** Both sides' rows of tables that triggers keep or change: put back as they stood. */
  single: StoredRow[]
  /** Rows the merge itself added to the winner. */
  added: { table: string; rows: number[] }[]
  /** The winner's columns that changed: as they were, as they became. */
  changed: Record<string, [string | number | null, string | number | null]>
}

/** Two archives made one (W-15). The loser is gone from its table; its number lives on here, and for thirty days what brings it back. */
export const merges = sqliteTable(
  'merges',
  {
    id: id(),
    winnerId: integer('winner_id')
      .notNull()
      .references(() => customers.id),
    /** No foreign key: the row is gone, and its id is never given again. */
    loserId: integer('loser_id').notNull(),
    loserNumber: text('loser_number').notNull(),
    loserName: text('loser_name').notNull(),
    undo: text('undo', { mode: 'json' }).$type<Undo>(),
    mergedBy: integer('merged_by').references(() => users.id),
    mergedAt: moment('merged_at').notNull(),
    undoneAt: moment('undone_at'),
    undoneBy: integer('undone_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('merges_loser').on(t.loserId).where(sql`undone_at is null`),
    index('merges_winner').on(t.winnerId, t.id),
    index('merges_open').on(t.mergedAt).where(sql`undo is not null`),
    index('merges_merger').on(t.mergedBy),
    index('merges_undoer').on(t.undoneBy).where(sql`undone_by is not null`),
  ],
)
