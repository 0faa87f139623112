import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag, id, moment } from './columns.ts'
import { users } from './people.ts'

/** 月度投诉分析报告 (S0-48): one row an edition, frozen once it is done; `scheduled` marks the one of the first of the month, of which there is one a month. */
export const reports = sqliteTable(
  'reports',
  {
    id: id(),
    kind: text('kind', { enum: ['complaints'] }).notNull(),
    /** YYYY-MM in the company's zone. */
    month: text('month').notNull(),
    edition: integer('edition').notNull(),
    scheduled: flag('scheduled').notNull(),
    status: text('status', { enum: ['waiting', 'done', 'failed'] }).notNull(),
    askedBy: integer('asked_by').references(() => users.id),
    askedAt: moment('asked_at').notNull(),
    madeAt: moment('made_at'),
    pdfSha256: text('pdf_sha256').notNull().default(''),
    pdfBytes: integer('pdf_bytes').notNull().default(0),
    xlsxSha256: text('xlsx_sha256').notNull().default(''),
    xlsxBytes: integer('xlsx_bytes').notNull().default(0),
    /** What stands in it, as JSON; empty until it is made. */
    snapshot: text('snapshot').notNull().default(''),
    note: text('note').notNull().default(''),
    demo: flag('demo').notNull().default(false),
  },
  (t) => [
    uniqueIndex('reports_edition').on(t.kind, t.month, t.edition),
    uniqueIndex('reports_scheduled').on(t.kind, t.month).where(sql`scheduled = 1`),
    index('reports_month').on(t.month, t.id),
    index('reports_status').on(t.status),
    index('reports_asker').on(t.askedBy),
  ],
)

/** The tickets behind each figure of a report, by its code (N-14): ascending ids, each as its distance from the one before, in base 36. */
export const reportRows = sqliteTable(
  'report_rows',
  {
    id: id(),
    reportId: integer('report_id')
      .notNull()
      .references(() => reports.id),
    code: text('code').notNull(),
    count: integer('count').notNull(),
    ids: text('ids').notNull(),
  },
  (t) => [uniqueIndex('report_rows_code').on(t.reportId, t.code)],
)

/** Who took a report away, and when; the name stays when the account goes. */
export const reportDownloads = sqliteTable(
  'report_downloads',
  {
    id: id(),
    reportId: integer('report_id')
      .notNull()
      .references(() => reports.id),
    userId: integer('user_id').references(() => users.id),
    name: text('name').notNull(),
    format: text('format', { enum: ['pdf', 'xlsx'] }).notNull(),
    at: moment('at').notNull(),
  },
  (t) => [index('report_downloads_report').on(t.reportId, t.id), index('report_downloads_user').on(t.userId)],
)
