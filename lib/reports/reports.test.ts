import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { dataDir, reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers } from '#db/schema/customers'
import { notifications } from '#db/schema/machine'
import { reportDownloads, reportRows, reports } from '#db/schema/reports'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { makeMonthlyReport } from '#jobs/monthly-report'
import { execute } from '#lib/execute'
import { storedPath } from '#lib/files/store'
import { readXlsx } from '#lib/formats/xlsx'
import { grant } from '#lib/kernel/grant'
import { instantOf } from '#lib/kernel/time'
import { overviewOf, sectionsOf } from '#lib/tickets/figure-words'
import { listOfThese, workOutFigures } from '#lib/tickets/sums'
import { atOnce } from '#lib/tickets/turns'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { textOfPdf } from '#tests/pdf-text'
import { clearReports, leaveReports } from './clear.ts'
import { beginReport, createReport, downloadReport, finishReport, keepRows } from './commands.ts'
import { contentsOf } from './contents.ts'
import { printInWorker } from './in-worker.ts'
import { packIds, unpackIds } from './model.ts'
import { printReport } from './paper.ts'
import { findMadeReport, listBehind, listReports } from './queries.ts'

const FIRST = instantOf('2026-12-01', '06:00')
const run = { at: FIRST, period: '2026-12', signal: new AbortController().signal }
const boss = aUser('boss', '林总')
const tech = aUser('tech', '吴建军')
const read = grant(boss, 'report.read')
const quality = reader().select().from(ticketTypes).where(eq(ticketTypes.name, '产品质量')).get()!
const customer = aCustomer(aUser('sales'))
const all = () => writer().select().from(reports).orderBy(reports.id).all()
const made = () => findMadeReport(read, all().at(-1)!.id, writer())
const incoming = () => readdirSync(join(dataDir(), 'files', 'incoming'))

let serial = 0
function aTicket(values: Partial<typeof tickets.$inferInsert> = {}) {
  const base = {
    customerId: customer.id,
    kind: 'complaint',
    typeId: quality.id,
    urgency: 'middle',
    description: '异响',
    status: 'working',
  } as const
  const at = { createdAt: instantOf('2026-11-10', '09:00'), handlerId: tech.id }
  return writer()
    .insert(tickets)
    .values({ ...base, ...at, number: `T2026${++serial}`, ...values })
    .returning()
    .get()
}
const solved = (day: string, minutes: number, score: number) =>
  ({ status: 'closed', closedAt: instantOf(day), handlingMinutes: minutes, score, cause: 'material', solution: 'onsite' }) as const

beforeEach(() => {
  process.env.CLOCK_SHIFT = String(FIRST - Date.now())
  for (const table of [reportRows, reportDownloads, notifications, reports, tickets]) writer().delete(table).run()
})

function november() {
  const received = instantOf('2026-11-10', '10:00')
  const answered = { receivedAt: received, respondedAt: received + 3_600_000 }
  const first = aTicket({ ...answered, ...solved('2026-11-12', 300, 2) })
  aTicket({ ...answered, ...solved('2026-11-20', 60, 5) })
  aTicket({ receivedAt: received, repeatOfId: first.id })
  aTicket({ createdAt: instantOf('2026-10-05') })
  aTicket({ status: 'void' })
  aTicket({ kind: 'inquiry' })
}

test('on the first of the month the report of the month before is made: paper, sheet, page and screen say the same (S0-48, W-35)', async () => {
  november()
  expect(await makeMonthlyReport(run)).toBe('2026-11 第 1 版')
  const report = made()
  const { sections } = contentsOf(report.frozen)
  const pages = textOfPdf(readFileSync(storedPath(dataDir(), report.pdfSha256)))
  const paper = pages.flat().join('\n')
  const sheet = (await readXlsx(readFileSync(storedPath(dataDir(), report.xlsxSha256)))).flat()
  for (const { title, table } of sections) {
    expect(paper).toContain(title)
    for (const { cells } of table?.rows ?? []) {
      expect(squeezed(paper)).toContain(squeezed(cells.map(({ text }) => text).join('')))
      for (const { text } of cells) expect(sheet.map(plain)).toContain(plain(text))
    }
  }
  const me = grant(boss, 'ticket.read')
  const { figures } = atOnce(workOutFigures(me, { month: '2026-11', at: FIRST, kind: 'complaint' }))
  expect(sections.slice(1, 9)).toEqual([...sectionsOf(figures), sections[8]])
  expect(overviewOf(figures).map(({ text }) => text)).toEqual(['3', '66.7%', '1', '2', '3 小时', '5 小时', '3.5', '1', '2'])
  for (const [at, page] of pages.entries()) expect(page.join('\n')).toContain(`第 ${at + 1} 页，共 ${pages.length} 页`)
})

const squeezed = (text: string) => text.replace(/\s/g, '')
const plain = (text: string) =>
  text
    .replaceAll(',', '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

test('a second run of the month does nothing; those who may read it are told once (R-15)', async () => {
  november()
  await makeMonthlyReport(run)
  const before = all()
  expect(await makeMonthlyReport(run)).toBe('报告已经生成过')
  expect(all()).toEqual(before)
  expect(writer().select().from(notifications).where(eq(notifications.userId, boss.id)).all()).toMatchObject([
    { title: '2026 年 11 月投诉分析报告已生成', href: `/reports/${before[0]!.id}` },
  ])
  expect(writer().select().from(notifications).where(eq(notifications.userId, tech.id)).all()).toEqual([])
  expect(() =>
    writer()
      .insert(reports)
      .values({ ...before[0]!, id: undefined, edition: 2 })
      .run(),
  ).toThrow()
})

test('what is frozen stays, whatever becomes of the tickets; made again it is an edition beside the old (N-14)', async () => {
  november()
  await makeMonthlyReport(run)
  const old = made()
  writer().update(tickets).set({ score: 1, status: 'void' }).run()
  expect(contentsOf(made().frozen)).toEqual(contentsOf(old.frozen))
  execute(createReport, boss, { month: '2026-11' })
  expect(() => execute(createReport, boss, { month: '2026-11' })).toThrow('正在生成')
  await makeMonthlyReport({ ...run, period: `asked ${new Date(FIRST).toISOString()}` })
  expect(all()).toMatchObject([
    { id: old.id, edition: 1, scheduled: true, snapshot: old.snapshot, pdfSha256: old.pdfSha256 },
    { edition: 2, scheduled: false, status: 'done', askedBy: boss.id },
  ])
  expect(made().frozen.figures.whole.counts.taken).toBe(0)
  expect(readFileSync(storedPath(dataDir(), old.pdfSha256)).byteLength).toBe(old.pdfBytes)
})

test('an edition of the running month does not stand in the way of the one of the first', async () => {
  process.env.CLOCK_SHIFT = String(instantOf('2026-11-20') - Date.now())
  execute(createReport, boss, { month: '2026-11' })
  expect(() => execute(createReport, boss, { month: '2026-12' })).toThrow('还没有开始')
  await makeMonthlyReport(run)
  expect(all()).toMatchObject([
    { edition: 1, scheduled: false, status: 'done' },
    { edition: 2, scheduled: true, status: 'done' },
  ])
})

test('each code lists its tickets; who sees fewer tickets is shown fewer', async () => {
  november()
  await makeMonthlyReport(run)
  const { id, frozen } = made()
  const first = writer().select().from(tickets).where(eq(tickets.score, 2)).get()!
  expect(listBehind(read, id, 'A-6')).toHaveLength(2)
  expect(listBehind(read, id, `B${quality.id}-1`)).toHaveLength(frozen.figures.whole.counts.taken)
  expect(frozen.worst.map(({ number }) => number)[0]).toBe(first.number)
  expect(() => listBehind(read, id, 'A-9')).toThrow('找不到')
  const stranger = aUser('sales_manager', undefined, aDepartment().id)
  expect(listOfThese(grant(boss, 'ticket.read'), listBehind(read, id, 'A-1'))).toHaveLength(3)
  expect(listOfThese(grant(stranger, 'ticket.read'), listBehind(grant(stranger, 'report.read'), id, 'A-1'))).toEqual([])
})

test('a copy that is taken away bears who took it and when, and is on record', async () => {
  november()
  await makeMonthlyReport(run)
  const { id, frozen } = made()
  execute(downloadReport, boss, { id, format: 'pdf' })
  const pages = textOfPdf(await printInWorker(frozen, '下载：林总 2026-12-01 06:00'))
  for (const page of pages) expect(page.join('\n')).toContain('下载：林总 2026-12-01 06:00')
  expect(writer().select().from(reportDownloads).all()).toMatchObject([{ reportId: id, userId: boss.id, name: '林总', format: 'pdf' }])
  expect(listReports(read, { page: 1, size: 20 }).rows).toMatchObject([{ id, downloads: 1 }])
  expect(reader().select().from(auditLog).all().at(-1)).toMatchObject({ action: 'report.download', actorId: boss.id, outcome: 'done' })
  expect(() => execute(downloadReport, tech, { id, format: 'pdf' })).toThrow('没有权限')
})

test('a character the font lacks stands as 〓 and is told of; all others are there (W-37)', async () => {
  const contents = {
    title: '月报',
    facts: [['公司', '𠮷祥有限公司（龘犇）€—…“”']] as [string, string][],
    sections: [
      { id: 'o', title: '总览', empty: '无' },
      { id: 'x', title: '空', empty: '没有' },
    ],
  }
  const { bytes, missing } = await printReport(contents, FIRST, '原件')
  expect(missing).toEqual(['𠮷'])
  expect(textOfPdf(bytes).flat()).toContain('公司：〓祥有限公司（龘犇）€—…“”')
  expect(bytes.equals((await printReport(contents, FIRST, '原件')).bytes)).toBe(true)
})

test('killed between writing and renaming, it is made once and whole by the next process (R-15)', async () => {
  november()
  const job = `import('${join(process.cwd(), 'jobs/monthly-report.ts')}').then((m) => m.makeMonthlyReport({ at: ${FIRST}, period: '2026-12', signal: new AbortController().signal }))`
  const killed = spawnSync(process.execPath, ['-e', job], { env: { ...process.env, FAULT_AT: 'report-half' }, encoding: 'utf8' })
  expect(killed.signal).toBe('SIGKILL')
  expect(all()).toMatchObject([{ status: 'waiting', snapshot: '' }])
  expect(incoming()).toHaveLength(2)
  expect(() => findMadeReport(read, all()[0]!.id, writer())).toThrow('找不到')
  await makeMonthlyReport(run)
  expect(all()).toMatchObject([{ status: 'done', edition: 1, scheduled: true }])
  expect(existsSync(storedPath(dataDir(), made().pdfSha256))).toBe(true)
  expect(() =>
    execute(
      finishReport,
      { job: 'x' },
      { id: made().id, snapshot: '{}', pdf: { sha256: 'a'.repeat(64), bytes: 1 }, xlsx: { sha256: 'b'.repeat(64), bytes: 1 } },
    ),
  ).toThrow('处理过')
})

test('what was not made says why, and is taken up again', async () => {
  november()
  execute(beginReport, { job: 'x' }, { month: '2026-11', at: FIRST })
  const stop = new AbortController()
  stop.abort()
  await expect(makeMonthlyReport({ ...run, signal: stop.signal })).rejects.toThrow()
  const { id } = all()[0]!
  expect(all()).toMatchObject([{ status: 'waiting' }])
  execute(keepRows, { job: 'x' }, { id, first: true, rows: [{ code: 'A-1', count: 9, ids: '1' }] })
  await makeMonthlyReport(run)
  expect(all()).toMatchObject([{ status: 'done' }])
  expect(listBehind(read, id, 'A-1')).toHaveLength(made().frozen.figures.whole.counts.taken)
})

test('50,000 complaints: no figure is lost, and the work yields in portions', async () => {
  const insert = writer().$client.prepare(
    `insert into tickets (number, customer_id, kind, type_id, urgency, description, status, handler_id, created_at, received_at, responded_at, closed_at, handling_minutes, score)
     values (?, ?, 'complaint', ?, 'low', '', 'closed', ?, ?, ?, ?, ?, ?, ?)`,
  )
  const start = instantOf('2026-11-01')
  writer().transaction(() => {
    for (let n = 0; n < 50_000; n++) {
      const at = start + n * 50_000
      insert.run(`N${n}`, customer.id, quality.id, tech.id, at, at, at + 1000, at + 60_000, (n % 100) + 1, (n % 5) + 1)
    }
  })
  let portions = 0
  const work = workOutFigures(grant(boss, 'ticket.read'), { month: '2026-11', at: FIRST, kind: 'complaint' })
  for (let step = work.next(); !step.done; step = work.next()) portions++
  expect(portions).toBeGreaterThan(100)
  await makeMonthlyReport(run)
  const { frozen, id } = made()
  expect(frozen.figures.whole).toMatchObject({ counts: { taken: 50_000, within: 50_000, closed: 50_000 }, p90: 90, score: 3 })
  expect(listBehind(read, id, 'A-1')).toHaveLength(50_000)
})

test('ids packed are the same ids', () => {
  for (const ids of [[], [7], [1, 2, 3, 1_000_000, 1_000_001]]) expect(unpackIds(packIds(ids))).toEqual(ids)
})

test('a report of examples goes with them, a real one stays and keeps the name of who took it', async () => {
  execute(beginReport, { job: 'x' }, { month: '2026-09', at: FIRST })
  await makeMonthlyReport({ ...run, period: 'asked ' })
  execute(downloadReport, boss, { id: made().id, format: 'xlsx' })
  writer().update(customers).set({ demo: true }).where(eq(customers.id, customer.id)).run()
  await makeMonthlyReport(run)
  expect(all()).toMatchObject([{ demo: false }, { demo: true }])
  writer().transaction((tx) => {
    clearReports(tx)
    leaveReports(tx, sql`(${boss.id})`)
  })
  expect(all()).toMatchObject([{ month: '2026-09' }])
  expect(writer().select().from(reportDownloads).all()).toMatchObject([{ userId: null, name: '林总' }])
})
