import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { id, moment } from './columns.ts'
import { users } from './people.ts'

/** The ledger of what the machine does by itself: one row per job and period. */
export const jobRuns = sqliteTable(
  'job_runs',
  {
    id: id(),
    job: text('job').notNull(),
    period: text('period').notNull(),
    status: text('status', { enum: ['running', 'done', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(1),
    startedAt: moment('started_at').notNull(),
    leaseUntil: moment('lease_until').notNull(),
    finishedAt: moment('finished_at'),
    note: text('note').notNull().default(''),
  },
  (t) => [uniqueIndex('job_runs_period').on(t.job, t.period), index('job_runs_started').on(t.startedAt)],
)

/** What the machine tells a person; `key` keeps it from saying the same thing twice. */
export const notifications = sqliteTable(
  'notifications',
  {
    id: id(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    key: text('key').notNull(),
    kind: text('kind', { enum: ['todo', 'overdue', 'import', 'machine', 'assigned', 'collaboration', 'pool'] }).notNull(),
    title: text('title').notNull(),
    href: text('href').notNull(),
    createdAt: moment('created_at').notNull(),
    readAt: moment('read_at'),
  },
  (t) => [uniqueIndex('notifications_key').on(t.userId, t.key), index('notifications_user').on(t.userId, t.readAt, t.id)],
)
