import { and, asc, count, desc, eq, inArray, like, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { rolePermissions, users } from '#db/schema/people'
import { reportDownloads, reportRows, reports } from '#db/schema/reports'
import { Missing } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import { type Report, type Snapshot, unpackIds } from './model.ts'

type Reading = Grant<'report.read' | 'report.download' | 'report.create'>
export type ReportFilter = { year?: number; page: number; size: number }

const SHOWN_DOWNLOADS = 100

/** Reports by the page, the latest month first; `downloads` is how often one was taken away. */
export function listReports(_me: Grant<'report.read'>, { year, page, size }: ReportFilter, from: Source = reader()) {
  const where = year === undefined ? undefined : like(reports.month, `${year}-%`)
  const total = from.select({ n: count() }).from(reports).where(where).get()?.n ?? 0
  const shown = pageWithin(total, { page, size })
  const downloads = from.$count(reportDownloads, eq(reportDownloads.reportId, reports.id))
  const rows = from
    .select({ ...brief, by: users.name, downloads })
    .from(reports)
    .leftJoin(users, eq(users.id, reports.askedBy))
    .where(where)
    .orderBy(desc(reports.month), desc(reports.id))
    .limit(size)
    .offset((shown - 1) * size)
    .all()
  return { rows, total, page: shown, size }
}

/** The years there are reports of, the latest first. */
export const listReportYears = (_me: Grant<'report.read'>, from: Source = reader()) => [
  ...new Set(
    from
      .selectDistinct({ month: reports.month })
      .from(reports)
      .orderBy(desc(reports.month))
      .all()
      .map(({ month }) => Number(month.slice(0, 4))),
  ),
]

/** The whole row; throws Missing. */
export function findReport(_me: Reading, id: number, from: Source = reader()): Report {
  const report = from.select().from(reports).where(eq(reports.id, id)).get()
  if (!report) throw new Missing('报告')
  return report
}

/** A report that is made, with what stands in it; throws Missing while there is nothing to show. */
export function findMadeReport(me: Reading, id: number, from: Source = reader()): Report & { frozen: Snapshot } {
  const report = findReport(me, id, from)
  if (report.status !== 'done') throw new Missing('报告')
  return { ...report, frozen: JSON.parse(report.snapshot) as Snapshot }
}

/** The tickets behind a code of a report, the latest first; throws Missing for a code that it does not hold. */
export function listBehind(_me: Reading, reportId: number, code: string, from: Source = reader()): number[] {
  const row = from
    .select({ ids: reportRows.ids })
    .from(reportRows)
    .where(and(eq(reportRows.reportId, reportId), eq(reportRows.code, code)))
    .get()
  if (!row) throw new Missing('代码')
  return unpackIds(row.ids).reverse()
}

/** Whether a report holds such a code. */
export const isBehind = (_me: Reading, reportId: number, code: string, from: Source = reader()) =>
  from
    .select({ id: reportRows.id })
    .from(reportRows)
    .where(and(eq(reportRows.reportId, reportId), eq(reportRows.code, code)))
    .get() !== undefined

/** Who took a report away, the last first. */
export const listDownloads = (_me: Reading, reportId: number, from: Source = reader()) =>
  from
    .select()
    .from(reportDownloads)
    .where(eq(reportDownloads.reportId, reportId))
    .orderBy(desc(reportDownloads.id))
    .limit(SHOWN_DOWNLOADS)
    .all()

/** Reports that are asked for and not made. */
export const listWaiting = (_me: Grant<'report.finish'>, from: Source = reader()) =>
  from.select().from(reports).where(eq(reports.status, 'waiting')).orderBy(asc(reports.id)).all()

/** All editions of a month, the first first. */
export const listEditions = (_me: Grant, { kind, month }: Pick<Report, 'kind' | 'month'>, from: Source = reader()) =>
  from
    .select(brief)
    .from(reports)
    .where(and(eq(reports.kind, kind), eq(reports.month, month)))
    .orderBy(asc(reports.edition))
    .all()

/** Who is told that the monthly report is ready: everybody whose role may read it. */
export function listReaders(_me: Grant<'report.finish'>, from: Source = reader()): number[] {
  const may = from.select({ role: rolePermissions.role }).from(rolePermissions).where(eq(rolePermissions.permission, 'report.read'))
  const people = from
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.active, true), inArray(users.role, may)))
    .all()
  return people.map(({ id }) => id)
}

/** Whether there are example customers in the house. */
export const hasExamples = (from: Source = reader()) =>
  from.select({ id: customers.id }).from(customers).where(sql`${customers.demo} = 1`).limit(1).get() !== undefined

const brief = {
  id: reports.id,
  month: reports.month,
  edition: reports.edition,
  scheduled: reports.scheduled,
  status: reports.status,
  askedBy: reports.askedBy,
  askedAt: reports.askedAt,
  madeAt: reports.madeAt,
  pdfBytes: reports.pdfBytes,
  note: reports.note,
}
