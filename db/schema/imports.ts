import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, moment, version } from './columns.ts'
import { users } from './people.ts'

export const importTargets = ['customers', 'followUps', 'purchases'] as const
export const importStatuses = ['reading', 'mapping', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed'] as const
export const verdicts = ['valid', 'refused', 'duplicate', 'imported'] as const

/** One sheet on its way in: a small state machine that a restart resumes at `cursor`. */
export const importJobs = sqliteTable(
  'import_jobs',
  {
    id: id(),
    target: text('target', { enum: importTargets }).notNull(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    encoding: text('encoding').notNull(),
    header: text('header', { mode: 'json' }).$type<string[]>().notNull(),
    mapping: text('mapping', { mode: 'json' }).$type<Record<string, number | null>>().notNull(),
    people: text('people', { mode: 'json' }).$type<Record<string, number | null>>().notNull(),
    status: text('status', { enum: importStatuses }).notNull(),
    total: integer('total').notNull(),
    cursor: integer('cursor').notNull().default(0),
    valid: integer('valid').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    duplicate: integer('duplicate').notNull().default(0),
    imported: integer('imported').notNull().default(0),
    failure: text('failure').notNull().default(''),
    createdBy: integer('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
    finishedAt: moment('finished_at'),
    version: version(),
  },
  (t) => [index('import_jobs_created_by').on(t.createdBy, t.id), index('import_jobs_status').on(t.status)],
)

/** The records of a sheet as they stood in it, with the verdict on each. Record numbers count records, the header being record 1. */
export const importRows = sqliteTable(
  'import_rows',
  {
    jobId: integer('job_id')
      .notNull()
      .references(() => importJobs.id),
    record: integer('record').notNull(),
    line: integer('line').notNull(),
    cells: text('cells', { mode: 'json' }).$type<string[]>().notNull(),
    verdict: text('verdict', { enum: verdicts }),
    reasons: text('reasons', { mode: 'json' }).$type<{ label: string; reason: string }[]>(),
    warnings: text('warnings', { mode: 'json' }).$type<{ label: string; reason: string }[]>(),
    dedupeKey: text('dedupe_key'),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.record] }),
    index('import_rows_verdict').on(t.jobId, t.verdict, t.record),
    index('import_rows_dedupe').on(t.jobId, t.dedupeKey),
  ],
)
