import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { day, id, moment } from './columns.ts'
import { customers } from './customers.ts'
import { todos } from './followups.ts'
import { users } from './people.ts'

export const verifiedFacts = ['name', 'contact', 'phone', 'creditCode', 'size', 'industry', 'address'] as const
export const verifiedVia = ['site', 'registry', 'phone', 'card', 'license', 'visit'] as const
export const changeKinds = ['size', 'industry', 'demand', 'level', 'status'] as const
export const signKinds = ['phone', 'burst', 'sequence', 'text', 'revenue'] as const

/** 核验章 (N-13, S1-68): which fact of an archive was checked, where, on which day, by whom. One holds at a time; a trigger voids it when the fact changes. */
export const verifications = sqliteTable(
  'verifications',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    fact: text('fact', { enum: verifiedFacts }).notNull(),
    via: text('via', { enum: verifiedVia }).notNull(),
    verifiedOn: day('verified_on').notNull(),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    voidedAt: moment('voided_at'),
  },
  (t) => [
    uniqueIndex('verifications_holding').on(t.customerId, t.fact).where(sql`voided_at is null`),
    index('verifications_customer').on(t.customerId, t.id),
    index('verifications_created_by').on(t.createdBy),
  ],
)

/** 「已核对，无变化」 (S1-73): somebody went over an archive on a day and found it as it is. */
export const customerChecks = sqliteTable(
  'customer_checks',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('customer_checks_customer').on(t.customerId, t.createdAt), index('customer_checks_created_by').on(t.createdBy)],
)

/** A change of size, trade, demand, level or status as an event of its own day (S0-05, S1-06), from and to in words, with the review it asked for. */
export const changeEvents = sqliteTable(
  'change_events',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: text('kind', { enum: changeKinds }).notNull(),
    field: text('field').notNull(),
    was: text('was').notNull(),
    became: text('became').notNull(),
    todoId: integer('todo_id').references(() => todos.id),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('change_events_customer').on(t.customerId, t.createdAt),
    index('change_events_todo').on(t.todoId),
    index('change_events_created_by').on(t.createdBy),
  ],
)

/** Asking to look at more raw values on a day than one's role has, and what was allowed (N-04); `extra` is null while nobody has answered. */
export const revealRequests = sqliteTable(
  'reveal_requests',
  {
    id: id(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    day: day('day').notNull(),
    reason: text('reason').notNull(),
    createdAt: moment('created_at').notNull(),
    extra: integer('extra'),
    decidedBy: integer('decided_by').references(() => users.id),
    decidedAt: moment('decided_at'),
  },
  (t) => [
    index('reveal_requests_user').on(t.userId, t.day),
    index('reveal_requests_day').on(t.day, t.extra),
    index('reveal_requests_decided_by').on(t.decidedBy),
  ],
)

/** What the nightly look found worth asking about (S1-67): rows behind it in padding_sign_rows. Set aside, it comes back only when it has grown. */
export const paddingSigns = sqliteTable(
  'padding_signs',
  {
    id: id(),
    kind: text('kind', { enum: signKinds }).notNull(),
    /** What makes it the same sign next night. */
    mark: text('mark').notNull(),
    userId: integer('user_id').references(() => users.id),
    size: integer('size').notNull(),
    detail: text('detail').notNull().default(''),
    foundAt: moment('found_at').notNull(),
    seenAt: moment('seen_at').notNull(),
    asideAt: moment('aside_at'),
    asideBy: integer('aside_by').references(() => users.id),
    asideNote: text('aside_note').notNull().default(''),
    asideSize: integer('aside_size').notNull().default(0),
  },
  (t) => [
    uniqueIndex('padding_signs_mark').on(t.kind, t.mark),
    index('padding_signs_user').on(t.userId),
    index('padding_signs_aside_by').on(t.asideBy),
    index('padding_signs_found').on(t.foundAt),
  ],
)

export const paddingSignRows = sqliteTable(
  'padding_sign_rows',
  {
    signId: integer('sign_id')
      .notNull()
      .references(() => paddingSigns.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
  },
  (t) => [primaryKey({ columns: [t.signId, t.customerId] }), index('padding_sign_rows_customer').on(t.customerId)],
)
