import { Readable } from 'node:stream'
import { execute } from '#lib/execute'
import { downloadKeptOut } from '#lib/imports/commands'
import { keptOutCsv } from '#lib/imports/kept-out'
import { findOwnImport } from '#lib/imports/queries'
import { allowRoute, answerOrNotFound } from '../../../../_web/allow-route.ts'
import { csvHeaders } from '../../csv-headers.ts'

/** The refused and duplicate records of one's own sheet; that they were taken is on record before the first byte leaves. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const me = await allowRoute('import.download')
  if (me instanceof Response) return me
  const id = Number((await params).id)
  return answerOrNotFound(() => {
    const { fileName } = findOwnImport(me, id)
    execute(downloadKeptOut, me.actor, { id })
    const text = Readable.toWeb(Readable.from(keptOutCsv(me, id), { objectMode: false })) as ReadableStream
    return new Response(text, { headers: csvHeaders(`未导入-${fileName.replace(/\.\w+$/, '')}.csv`) })
  })
}
