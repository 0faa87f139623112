import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { day, flag, id, moment, version } from './columns.ts'
import { customers } from './customers.ts'
import { users } from './people.ts'

export const followUpMethods = ['phone', 'wechat', 'email', 'visit', 'meeting', 'online', 'sms', 'event', 'other'] as const
export const contentTypes = ['value', 'service', 'care', 'sales'] as const
export const todoStatuses = ['open', 'done', 'cancelled'] as const

/** 客户跟进记录表 (S0-69 to S0-72). occurred_at is the contact, created_at the entry (K6). */
export const followUps = sqliteTable(
  'follow_ups',
  {
    id: id(),
    number: text('number').notNull().unique(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    occurredAt: moment('occurred_at').notNull(),
    method: text('method', { enum: followUpMethods }).notNull(),
    contentType: text('content_type', { enum: contentTypes }),
    content: text('content').notNull(),
    feedback: text('feedback').notNull().default(''),
    followerId: integer('follower_id').references(() => users.id),
    followerName: text('follower_name').notNull().default(''),
    enteredBy: integer('entered_by').references(() => users.id),
    importJobId: integer('import_job_id'),
    importKey: text('import_key').unique(),
    demo: flag('demo').notNull().default(false),
    createdAt: moment('created_at').notNull(),
    version: version(),
  },
  (t) => [
    index('follow_ups_customer').on(t.customerId, t.occurredAt),
    index('follow_ups_occurred').on(t.occurredAt),
    index('follow_ups_method').on(t.method, t.occurredAt),
    index('follow_ups_late').on(t.occurredAt).where(sql`created_at - occurred_at > 3600000`),
    index('follow_ups_follower').on(t.followerId, t.occurredAt),
  ],
)

/** What comes next, for one person, by a day or a moment (S0-33, S0-34). due_at is the end of the day where no time is given. */
export const todos = sqliteTable(
  'todos',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    followUpId: integer('follow_up_id').references(() => followUps.id),
    assigneeId: integer('assignee_id').references(() => users.id),
    title: text('title').notNull(),
    dueOn: day('due_on'),
    dueTime: text('due_time'),
    dueAt: moment('due_at'),
    status: text('status', { enum: todoStatuses }).notNull().default('open'),
    moves: integer('moves').notNull().default(0),
    doneAt: moment('done_at'),
    doneBy: integer('done_by').references(() => users.id),
    doneFollowUpId: integer('done_follow_up_id').references(() => followUps.id),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    version: version(),
  },
  (t) => [
    index('todos_open').on(t.assigneeId, t.dueAt, t.customerId).where(sql`status = 'open'`),
    index('todos_open_due').on(t.dueAt, t.customerId).where(sql`status = 'open'`),
    index('todos_customer').on(t.customerId, t.status, t.dueAt),
    index('todos_follow_up').on(t.followUpId),
    index('todos_settled').on(t.status, t.doneAt).where(sql`done_at is not null`),
    index('todos_settled_by').on(t.assigneeId, t.status, t.doneAt).where(sql`done_at is not null`),
  ],
)

/** 历史购买记录 (S1-65): what a customer bought, when, for how much. */
export const purchases = sqliteTable(
  'purchases',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    product: text('product').notNull(),
    quantityMilli: integer('quantity_milli').notNull(),
    unit: text('unit').notNull().default(''),
    amountFen: integer('amount_fen').notNull(),
    purchasedOn: day('purchased_on').notNull(),
    note: text('note').notNull().default(''),
    importJobId: integer('import_job_id'),
    importKey: text('import_key').unique(),
    demo: flag('demo').notNull().default(false),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('purchases_customer').on(t.customerId, t.purchasedOn), index('purchases_on').on(t.purchasedOn)],
)
