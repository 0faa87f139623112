import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { jobRuns } from '#db/schema/machine'
import { reportDownloads, reportRows, reports } from '#db/schema/reports'
import { askedPeriod } from '../jobs/model.ts'
import { command, created, updated } from '../kernel/command.ts'
import { Conflict, Unfit } from '../kernel/errors.ts'
import { authorOf, type Grant, nameOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { tell } from '../notifications/tell.ts'
import { monthOf } from '../tickets/figures.ts'
import { monthIn, type Report, reportTitle } from './model.ts'
import { findMadeReport, hasExamples, listEditions, listReaders } from './queries.ts'

const id = z.coerce.number().int().positive()
const JOB = 'monthly-report'
const month = z.string('请选择月份').refine((text) => monthIn(text) !== undefined, '请选择月份，例如 2026-11')
const KIND = 'complaints'

/** 生成报告: a new edition of any month, beside those there are; the machine makes it at once, or after a restart. */
export const createReport = command({
  name: 'report.create',
  input: z.strictObject({ month }),
  run(tx, me, { month }) {
    const at = now()
    if (month > monthOf(at)) throw new Unfit('month', '这个月份还没有开始')
    const editions = listEditions(me, { kind: KIND, month }, tx)
    if (editions.some(({ status }) => status === 'waiting')) throw new Conflict('这个月份的报告正在生成，请稍等')
    const period = askedPeriod(at)
    const wish = { job: JOB, period, status: 'running', attempts: 0, startedAt: at, leaseUntil: at } as const
    tx.insert(jobRuns).values(wish).onConflictDoNothing().run()
    return created(toldOf(insert(tx, me, { month, edition: nextOf(editions), at, scheduled: false })))
  },
})

/** The report of the first of the month: once a month, however often it is begun; one that failed is taken up again. */
export const beginReport = command({
  name: 'report.begin',
  input: z.strictObject({ month, at: z.number().int() }),
  run(tx, me, { month, at }) {
    const editions = listEditions(me, { kind: KIND, month }, tx)
    const known = editions.find(({ scheduled }) => scheduled)
    if (!known) return created(toldOf(insert(tx, me, { month, edition: nextOf(editions), at, scheduled: true })))
    if (known.status !== 'failed') return []
    return updated(known, toldOf(set(tx, known.id, { status: 'waiting', note: '' })))
  },
})

const blob = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int().positive() })

const frozen = z.strictObject({ code: z.string(), count: z.number().int(), ids: z.string() })

/** Puts down a portion of the tickets behind the figures of a report that is being made; `first` drops what an earlier try left. Nobody reads them before it is finished. */
export const keepRows = command({
  name: 'report.keepRows',
  input: z.strictObject({ id, first: z.boolean(), rows: z.array(frozen) }),
  run(tx, _me, { id, first, rows }) {
    waiting(tx, id)
    if (first) tx.delete(reportRows).where(eq(reportRows.reportId, id)).run()
    const values = rows.map((row) => ({ reportId: id, ...row }))
    if (values.length > 0) tx.insert(reportRows).values(values).run()
    return []
  },
})

/** Freezes a report, its figures and its files at once, and tells those who may read it. */
export const finishReport = command({
  name: 'report.finish',
  input: z.strictObject({ id, snapshot: z.string().min(2), pdf: blob, xlsx: blob }),
  run(tx, me, { id, snapshot, pdf, xlsx }) {
    const before = waiting(tx, id)
    const files = { pdfSha256: pdf.sha256, pdfBytes: pdf.bytes, xlsxSha256: xlsx.sha256, xlsxBytes: xlsx.bytes }
    const after = set(tx, id, { ...files, snapshot, status: 'done', madeAt: now(), note: '', demo: hasExamples(tx) })
    for (const userId of before.scheduled ? listReaders(me, tx) : [before.askedBy ?? []].flat())
      tell(tx, { userId, key: `report:${id}`, kind: 'machine', title: `${reportTitle(before.month)}已生成`, href: `/reports/${id}` })
    return updated(toldOf(before), toldOf(after))
  },
})

/** Says why a report could not be made. */
export const failReport = command({
  name: 'report.fail',
  input: z.strictObject({ id, note: z.string().max(300) }),
  run(tx, _me, { id, note }) {
    const before = waiting(tx, id)
    return updated(toldOf(before), toldOf(set(tx, id, { status: 'failed', note })))
  },
})

/** That somebody takes a report away: on record before the first byte leaves. */
export const downloadReport = command({
  name: 'report.download',
  input: z.strictObject({ id, format: z.enum(['pdf', 'xlsx']) }),
  run(tx, me, { id, format }) {
    const { month, edition } = findMadeReport(me, id, tx)
    tx.insert(reportDownloads)
      .values({ reportId: id, userId: authorOf(me.actor), name: nameOf(me.actor), format, at: now() })
      .run()
    return created({ id, month, edition, format })
  },
})

const nextOf = (editions: { edition: number }[]) => Math.max(0, ...editions.map(({ edition }) => edition)) + 1

type New = Pick<Report, 'month' | 'edition' | 'scheduled'> & { at: number }

const insert = (tx: Tx, { actor }: Grant, { at, ...which }: New): Report =>
  tx
    .insert(reports)
    .values({ kind: KIND, ...which, status: 'waiting', askedBy: authorOf(actor), askedAt: at })
    .returning()
    .get()

function waiting(tx: Tx, id: number): Report {
  const report = tx
    .select()
    .from(reports)
    .where(and(eq(reports.id, id), eq(reports.status, 'waiting')))
    .get()
  if (!report) throw new Conflict('这份报告已经处理过了')
  return report
}

const set = (tx: Tx, id: number, values: Partial<Report>): Report =>
  tx.update(reports).set(values).where(eq(reports.id, id)).returning().get()!

// The record tells which report it was; what stands in it is kept with it.
const toldOf = ({ id, month, edition, scheduled, status, madeAt, note }: Report) => ({
  id,
  month,
  edition,
  scheduled,
  status,
  madeAt,
  note,
})
