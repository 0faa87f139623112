import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { execute } from '#lib/execute'
import { dataFolder } from '#lib/files/queries-stored'
import { storedPath } from '#lib/files/store'
import { type ZipEntry, zipStream } from '#lib/formats/zip-stream'
import { Missing, Refusal } from '#lib/kernel/errors'
import type { Grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { copyPerson } from '#lib/persons/commands'
import type { Copy } from '#lib/persons/copy'
import { readRef } from '#lib/persons/model'
import { findCopy } from '#lib/persons/queries'
import { copyHead, copyName } from '#lib/persons/sheet'
import { allowRoute } from '../../../../_web/allow-route.ts'
import { leadAway } from '../../../../_web/export-file.ts'
import { fieldsOf } from '../../../../_web/form-action.ts'

/** Everything stored about one person as a zip (I-03); on record before its first byte leaves. */
export async function POST(request: Request) {
  const me = await allowRoute('person.copy')
  if (me instanceof Response) return leadAway(request, me, '/settings/persons')
  const form = await request.formData().catch(() => undefined)
  if (!form) return sentence(400, '表单不完整')
  const { of = '', reason = '' } = fieldsOf(form)
  try {
    execute(copyPerson, me.actor, { of: String(of), reason: String(reason) })
    return send(me, String(of))
  } catch (error) {
    return told(error, String(of), String(reason))
  }
}

function send(me: Grant<'person.copy'>, of: string) {
  const copy = findCopy(
    me,
    of.split(',').flatMap((word) => readRef(word) ?? []),
  )
  const bytes = Readable.from(zipStream(entriesOf(me, copy)), { objectMode: false })
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="person.zip"; filename*=UTF-8''${encodeURIComponent(copyName(now()))}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}

function* entriesOf({ actor }: Grant, { data, sheets, files }: Copy): Generator<ZipEntry> {
  yield { name: '个人信息.json', content: JSON.stringify({ ...copyHead('job' in actor ? '' : actor.name, now()), ...data }, null, 2) }
  for (const { name, text } of sheets) yield { name, content: text }
  for (const { name, sha256 } of files) yield { name, content: createReadStream(storedPath(dataFolder(), sha256)) }
}

function told(error: unknown, of: string, reason: string) {
  if (error instanceof Missing) return sentence(404, error.message)
  if (!(error instanceof Refusal || error instanceof z.ZodError)) throw error
  const back = new URLSearchParams(of.split(',').map((word) => ['ids', word]))
  back.set('problem', error instanceof z.ZodError ? '请填写原因，最多 100 字' : error.message)
  // What names somebody is not sent back in an address.
  if (error instanceof z.ZodError) back.set('reason', reason.slice(0, 100))
  return new Response(null, { status: 303, headers: { Location: `/settings/persons/found?${back}` } })
}

const sentence = (status: number, text: string) =>
  new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })
