import { execute } from '#lib/execute'
import { nameOf } from '#lib/kernel/grant'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { downloadReport } from '#lib/reports/commands'
import { printInWorker } from '#lib/reports/in-worker'
import { reportFileName } from '#lib/reports/model'
import { findMadeReport } from '#lib/reports/queries'
import { allowRoute, answerOrNotFound } from '../../../../_web/allow-route.ts'
import { reportHeaders } from '../headers.ts'

/** The frozen report on paper, with who took it away at the foot of each page; on record before the first byte leaves. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const me = await allowRoute('report.download')
  if (me instanceof Response) return me
  const id = Number((await params).id)
  const found: { report?: ReturnType<typeof findMadeReport> } = {}
  const refusal = answerOrNotFound(() => {
    found.report = findMadeReport(me, Number.isSafeInteger(id) ? id : 0)
    execute(downloadReport, me.actor, { id, format: 'pdf' })
    return new Response(null)
  })
  if (!found.report || refusal.status === 404) return refusal
  const mark = `下载：${nameOf(me.actor)} ${dayOf(now())} ${timeOf(now())}`
  const bytes = await printInWorker(found.report.frozen, mark)
  return new Response(new Uint8Array(bytes), {
    headers: reportHeaders(reportFileName(found.report, 'pdf'), 'application/pdf', bytes.byteLength),
  })
}
