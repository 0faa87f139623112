import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { execute } from '#lib/execute'
import { readFile } from '#lib/files/commands'
import { isShown, mediaTypeOf } from '#lib/files/formats'
import { dataFolder } from '#lib/files/queries-stored'
import { storedPath } from '#lib/files/store'
import { Forbidden, Missing } from '#lib/kernel/errors'
import type { Grant } from '#lib/kernel/grant'
import { allowRoute } from '../../../_web/allow-route.ts'

/** One file, to keep, or with ?show=1 to look at where a browser can do so safely; that it was taken is on record before the first byte leaves. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const me = await allowRoute('file.read')
  if (me instanceof Response) return me
  const { id } = await params
  if (!/^[1-9]\d{0,14}$/.test(id)) return sentence(404, '找不到附件')
  try {
    return send(me, Number(id), new URL(request.url).searchParams.get('show') === '1')
  } catch (error) {
    if (error instanceof Missing) return sentence(404, error.message)
    if (error instanceof Forbidden) return sentence(403, '没有权限')
    throw error
  }
}

function send(me: Grant<'file.read'>, id: number, show: boolean) {
  const { after: file } = execute(readFile, me.actor, { id })
  const bytes = Readable.toWeb(createReadStream(storedPath(dataFolder(), file.sha256))) as ReadableStream
  const place = show && isShown(file.extension) ? 'inline' : 'attachment'
  return new Response(bytes, {
    headers: {
      'Content-Type': mediaTypeOf(file.extension),
      'Content-Disposition': `${place}; filename="file-${file.id}.${file.extension}"; filename*=UTF-8''${spelled(`${file.name}.${file.extension}`)}`,
      'Content-Security-Policy': place === 'inline' && file.extension === 'pdf' ? FOR_PDF : SEALED,
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}

const SEALED = "sandbox; default-src 'none'"
// A browser's own viewer is an object with inline style, and none starts within a sandbox; scripts stay out.
const FOR_PDF =
  "script-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const spelled = (name: string) => encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
const sentence = (status: number, text: string) =>
  new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })
