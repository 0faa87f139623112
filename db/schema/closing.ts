import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, moment } from './columns.ts'
import { customers } from './customers.ts'
import { todos } from './followups.ts'
import { users } from './people.ts'
import { tickets } from './tickets.ts'

/** A link by which a customer scores a ticket without signing in (S0-47): good once and for fourteen days. Of its token only the hash is kept. */
export const scoreLinks = sqliteTable(
  'score_links',
  {
    id: id(),
    ticketId: integer('ticket_id')
      .notNull()
      .references(() => tickets.id),
    tokenHash: text('token_hash').notNull(),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [
    uniqueIndex('score_links_token').on(t.tokenHash),
    index('score_links_ticket').on(t.ticketId, t.id),
    index('score_links_created_by').on(t.createdBy),
    index('score_links_unused').on(t.createdAt, t.id).where(sql`used_at is null`),
  ],
)

/** 投诉修复计划 (N-12): what is done for a customer after a ticket that hurt. It lasts while one of its steps is open and nothing has ended it early. */
export const repairs = sqliteTable(
  'repairs',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    ticketId: integer('ticket_id')
      .notNull()
      .references(() => tickets.id),
    startedAt: moment('started_at').notNull(),
    /** When a good score ended it early; null else. */
    endedAt: moment('ended_at'),
  },
  (t) => [index('repairs_customer').on(t.customerId, t.endedAt), index('repairs_ticket').on(t.ticketId, t.startedAt)],
)

/** The to-dos of a repair plan. */
export const repairSteps = sqliteTable(
  'repair_steps',
  {
    id: id(),
    repairId: integer('repair_id')
      .notNull()
      .references(() => repairs.id),
    todoId: integer('todo_id')
      .notNull()
      .references(() => todos.id),
  },
  (t) => [index('repair_steps_repair').on(t.repairId), index('repair_steps_todo').on(t.todoId)],
)
