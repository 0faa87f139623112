import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, moment } from './columns.ts'

/** Who did what, when, from where, and how it ended. No foreign keys: the record outlives the things it speaks of. Triggers refuse update and delete (I-06). */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: id(),
    at: moment('at').notNull(),
    actorId: integer('actor_id'),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    entity: text('entity').notNull(),
    entityId: integer('entity_id'),
    customerId: integer('customer_id'),
    outcome: text('outcome', { enum: ['done', 'denied'] }).notNull(),
    why: text('why').notNull().default(''),
    address: text('address').notNull().default(''),
    request: text('request').notNull().default(''),
    changesHash: text('changes_hash').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    index('audit_log_entity').on(t.entity, t.entityId),
    index('audit_log_customer').on(t.customerId, t.id),
    index('audit_log_actor').on(t.actorId, t.id),
    index('audit_log_action').on(t.action, t.id),
    index('audit_log_outcome').on(t.outcome, t.id),
  ],
)

/** The before and after of an audit row, apart from the chain, so that erasing a person leaves the chain whole. */
export const auditChanges = sqliteTable('audit_changes', {
  auditId: integer('audit_id').primaryKey(),
  changes: text('changes', { mode: 'json' }).$type<Record<string, [unknown, unknown]>>(),
})
