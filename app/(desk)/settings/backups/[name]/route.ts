import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { downloadBackup } from '#lib/backups/commands'
import { findCopy } from '#lib/backups/queries'
import { execute } from '#lib/execute'
import { allowRoute, answerOrNotFound } from '../../../../_web/allow-route.ts'

/** One copy as a file; that it was taken is on record before the first byte leaves. */
export async function GET(_: Request, { params }: { params: Promise<{ name: string }> }) {
  const me = await allowRoute('backup.download')
  if (me instanceof Response) return me
  const { name } = await params
  return answerOrNotFound(() => {
    execute(downloadBackup, me.actor, { name })
    const { path, bytes } = findCopy(me, name)
    return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, { headers: headersOf(name, bytes) })
  })
}

const headersOf = (name: string, bytes: number) => ({
  'Content-Type': 'application/octet-stream',
  'Content-Length': String(bytes),
  'Content-Disposition': `attachment; filename="${name}"`,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
})
