import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { day, id, moment } from './columns.ts'
import { customers } from './customers.ts'
import { users } from './people.ts'

export const requestStatuses = ['open', 'accepted', 'refused', 'expired'] as const

/** Who asks to work on a customer that is not theirs (S1-23, N-03). An open one past expires_at counts as expired. */
export const collaborationRequests = sqliteTable(
  'collaboration_requests',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    askerId: integer('asker_id')
      .notNull()
      .references(() => users.id),
    reason: text('reason').notNull(),
    status: text('status', { enum: requestStatuses }).notNull().default('open'),
    answer: text('answer').notNull().default(''),
    answeredBy: integer('answered_by').references(() => users.id),
    answeredAt: moment('answered_at'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('collaboration_requests_open').on(t.customerId, t.askerId).where(sql`status = 'open'`),
    index('collaboration_requests_waiting').on(t.expiresAt).where(sql`status = 'open'`),
    index('collaboration_requests_customer').on(t.customerId),
    index('collaboration_requests_asker').on(t.askerId, t.id),
    index('collaboration_requests_answered').on(t.answeredBy, t.id),
  ],
)

/** Since when a customer has its present owner, or none; kept by a trigger, missing where the owner never changed. */
export const customerSince = sqliteTable('customer_since', {
  id: integer('id')
    .primaryKey()
    .references(() => customers.id),
  since: moment('since').notNull(),
})

/** An owner was told that this customer will go to the pool (W-40): for the silence that began at silent_since, on acts_on at the earliest. */
export const poolWarnings = sqliteTable(
  'pool_warnings',
  {
    id: integer('id')
      .primaryKey()
      .references(() => customers.id),
    ownerId: integer('owner_id')
      .notNull()
      .references(() => users.id),
    silentSince: moment('silent_since').notNull(),
    warnedAt: moment('warned_at').notNull(),
    actsOn: day('acts_on').notNull(),
  },
  (t) => [index('pool_warnings_acts').on(t.actsOn, t.id), index('pool_warnings_owner').on(t.ownerId, t.actsOn)],
)

/** Who took a customer out of the pool, and from whom it came there; by is nobody where the machine recycled it. */
export const poolMoves = sqliteTable(
  'pool_moves',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: text('kind', { enum: ['claim', 'release'] }).notNull(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    by: integer('by').references(() => users.id),
    reason: text('reason').notNull().default(''),
    at: moment('at').notNull(),
  },
  (t) => [
    index('pool_moves_customer').on(t.customerId, t.kind, t.at),
    index('pool_moves_user').on(t.userId, t.kind, t.at),
    index('pool_moves_by').on(t.by),
  ],
)
