import { dataDir } from '#db/client'
import { writable } from '#lib/aside/gate'
import { log } from '#lib/door/log'
import { execute } from '#lib/execute'
import { dropIncoming, settle } from '#lib/files/store'
import { ASKED } from '#lib/jobs/model'
import { grant } from '#lib/kernel/grant'
import { beginReport, failReport, finishReport, keepRows } from '#lib/reports/commands'
import { makeInWorker } from '#lib/reports/in-worker'
import type { Report } from '#lib/reports/model'
import { listWaiting } from '#lib/reports/queries'
import type { FrozenRow } from '#lib/reports/snapshot'
import { readSettings } from '#lib/settings/queries'
import { monthAfter, monthOf } from '#lib/tickets/figures'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'monthly-report' }
const me = grant(actor, 'report.finish')

/** Makes the complaint report of the month before, once, and whatever was asked for by hand or broken off (S0-48, R-15). */
export async function makeMonthlyReport({ at, period, signal }: Run): Promise<string> {
  if (!period.startsWith(ASKED)) execute(beginReport, actor, { month: monthAfter(monthOf(at), -1), at })
  const waiting = listWaiting(me)
  for (const report of waiting) await make(report, signal)
  return waiting.length > 0 ? waiting.map(({ month, edition }) => `${month} 第 ${edition} 版`).join('，') : '报告已经生成过'
}

async function make(report: Report, signal: AbortSignal) {
  try {
    await makeWhole(report, signal)
  } catch (error) {
    // Cut short by the end of the process: it waits, and the next process makes it.
    if (signal.aborted) throw error
    await writable()
    execute(failReport, actor, { id: report.id, note: (error instanceof Error ? error.message : String(error)).slice(0, 300) })
    throw error
  }
}

async function makeWhole({ id, month, edition, askedAt }: Report, signal: AbortSignal) {
  const data = dataDir()
  const wanted = { month, edition, company: readSettings().companyName, at: askedAt }
  const { snapshot, rows, pdf, xlsx, missing } = await makeInWorker(wanted, data, signal)
  if (missing.length > 0) log.warn({ report: id, missing }, 'characters without a glyph')
  if (process.env.FAULT_AT === 'report-half') process.kill(process.pid, 'SIGKILL')
  try {
    for (const file of [pdf, xlsx]) settle(data, file)
  } catch (error) {
    for (const file of [pdf, xlsx]) dropIncoming(file)
    throw error
  }
  await inSlices(portions(rows), signal, (portion) => execute(keepRows, actor, { id, ...portion }))
  execute(finishReport, actor, { id, snapshot: JSON.stringify(snapshot), pdf: contentOf(pdf), xlsx: contentOf(xlsx) })
}

// So many characters of ids at a time: with 50,000 tickets they are megabytes, and nobody shall wait for them.
const PORTION = 300_000

function* portions(rows: FrozenRow[]) {
  let [portion, size, first]: [FrozenRow[], number, boolean] = [[], 0, true]
  for (const row of rows) {
    portion.push(row)
    size += row.ids.length
    if (size < PORTION) continue
    yield { rows: portion, first }
    ;[portion, size, first] = [[], 0, false]
  }
  yield { rows: portion, first }
}

const contentOf = ({ sha256, bytes }: { sha256: string; bytes: number }) => ({ sha256, bytes })
