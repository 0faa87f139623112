import { UnreadableSheet } from '#lib/formats/refusal'
import { targets } from '#lib/imports/labels'
import { MOST_BODY, MOST_BYTES, NotTaken, type Problem, problemSentence, statusOfProblem } from '#lib/imports/problems'
import { bringSheet } from '#lib/imports/stage'
import { Forbidden } from '#lib/kernel/errors'
import type { User } from '#lib/kernel/grant'
import { allowRoute } from '../../../_web/allow-route.ts'
import { formWithin } from './form-within.ts'

type Outcome = { id: number } | { problem: Problem; target?: string }

/** Takes a sheet from the form of /imports/new; a browser is led on to a page, anybody else gets a status and a sentence. */
export async function POST(request: Request) {
  const me = await allowRoute('import.create')
  if (me instanceof Response) return leadAway(request, me)
  const outcome = await bring(me.actor as User, request)
  if ('id' in outcome) return seeOther(`/imports/${outcome.id}`)
  const { problem, target } = outcome
  if (!wantsPage(request)) return new Response(problemSentence(problem), { status: statusOfProblem(problem), headers: PLAIN })
  return seeOther(`/imports/new?${new URLSearchParams({ problem, ...(target && { target }) })}`)
}

async function bring(user: User, request: Request): Promise<Outcome> {
  const form = await formWithin(request, MOST_BODY)
  if (typeof form === 'string') return { problem: form }
  const [file, wanted] = [form.get('file'), form.get('target')]
  const target = targets.find((one) => one === wanted)
  if (!target) return { problem: 'no-target' }
  if (!(file instanceof File) || file.name === '') return { problem: 'no-file', target }
  if (file.size > MOST_BYTES) return { problem: 'too-big', target }
  try {
    return { id: await bringSheet(user, { target, fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }) }
  } catch (error) {
    if (error instanceof UnreadableSheet || error instanceof NotTaken) return { problem: error.code, target }
    if (error instanceof Forbidden) return { problem: 'forbidden', target }
    throw error
  }
}

// A browser gets pages: the sign-in page, or the door's own page for 403.
function leadAway(request: Request, answer: Response) {
  if (!wantsPage(request)) return answer
  return answer.status === 401
    ? seeOther('/login?next=%2Fimports%2Fnew')
    : new Response(null, { status: answer.status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
const wantsPage = (request: Request) => (request.headers.get('accept') ?? '').includes('text/html')
const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } })
