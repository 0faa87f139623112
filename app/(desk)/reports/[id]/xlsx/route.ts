import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { execute } from '#lib/execute'
import { dataFolder } from '#lib/files/queries-stored'
import { storedPath } from '#lib/files/store'
import { downloadReport } from '#lib/reports/commands'
import { reportFileName } from '#lib/reports/model'
import { findMadeReport } from '#lib/reports/queries'
import { allowRoute, answerOrNotFound } from '../../../../_web/allow-route.ts'
import { reportHeaders } from '../headers.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The same figures as a sheet, as it was made; on record before the first byte leaves. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const me = await allowRoute('report.download')
  if (me instanceof Response) return me
  const id = Number((await params).id)
  return answerOrNotFound(() => {
    const report = findMadeReport(me, Number.isSafeInteger(id) ? id : 0)
    const path = storedPath(dataFolder(), report.xlsxSha256)
    execute(downloadReport, me.actor, { id, format: 'xlsx' })
    const headers = reportHeaders(reportFileName(report, 'xlsx'), TYPE, report.xlsxBytes)
    return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, { headers })
  })
}
