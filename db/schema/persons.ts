import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, moment } from './columns.ts'
import { users } from './people.ts'

/** Where a person stood who was erased: the archive's own contact, a further contact, or a former value. */
export type ErasedRecord = { kind: 'customer' | 'contact' | 'former'; id: number; number: string }

/** A person erased on request (I-04), without a word of who it was: `terms` are keyed hashes, so that a restored backup can be cleaned again. */
export const erasures = sqliteTable(
  'erasures',
  {
    id: id(),
    at: moment('at').notNull(),
    erasedBy: integer('erased_by').references(() => users.id),
    actor: text('actor').notNull(),
    reason: text('reason').notNull(),
    records: text('records', { mode: 'json' }).$type<ErasedRecord[]>().notNull(),
    terms: text('terms', { mode: 'json' }).$type<string[]>().notNull(),
    counts: text('counts', { mode: 'json' }).$type<Record<string, number>>().notNull(),
    /** SHA-256 of the files whose content is to go. */
    contents: text('contents', { mode: 'json' }).$type<string[]>().notNull(),
    /** When contents and the write-ahead log were cleared as well. */
    settledAt: moment('settled_at'),
  },
  (t) => [index('erasures_by').on(t.erasedBy), index('erasures_at').on(t.at), index('erasures_settled').on(t.settledAt)],
)

/** Which rows of the record were blanked for whom; `digest` seals what is left, and the erasure's own row in the chain seals all digests (I-06). */
export const auditRedactions = sqliteTable(
  'audit_redactions',
  {
    auditId: integer('audit_id').notNull(),
    erasureId: integer('erasure_id')
      .notNull()
      .references(() => erasures.id),
    digest: text('digest').notNull(),
  },
  (t) => [primaryKey({ columns: [t.auditId, t.erasureId] }), index('audit_redactions_erasure').on(t.erasureId, t.auditId)],
)
