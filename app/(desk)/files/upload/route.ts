import { ZodError } from 'zod'
import { refuse } from '#lib/execute'
import { statusOfProblem, UnfitFile } from '#lib/files/problems'
import { findReceiver, requireTheirs } from '#lib/files/queries'
import { runOut } from '#lib/formats/multipart'
import { Forbidden, Missing, Refusal } from '#lib/kernel/errors'
import type { Grant } from '#lib/kernel/grant'
import { allowRoute } from '../../../_web/allow-route.ts'
import { type Aim, MOST_BODY, type Outcome, takeForm } from './take-form.ts'

type Answer = { status: number; sentence: string; query: Record<string, string> }

/** Takes files for a customer, a follow-up or a contact; a browser is led back to the customer's files, anybody else gets a status and a sentence. */
export async function POST(request: Request) {
  const me = await allowRoute('file.attach')
  if (me instanceof Response) {
    await runOut(request, MOST_BODY)
    return me.status === 401 && wantsPage(request) ? seeOther('/login') : (page(request, me.status) ?? me)
  }
  const aim = aimOf(new URL(request.url).searchParams)
  const answer = await attempt(me, aim, request)
  if (!wantsPage(request)) return new Response(answer.sentence, { status: answer.status, headers: PLAIN })
  return page(request, answer.status) ?? seeOther(`${placeOf(aim)}?${new URLSearchParams({ ...linkOf(aim), ...answer.query })}`)
}

async function attempt(me: Grant<'file.attach'>, aim: Aim, request: Request): Promise<Answer> {
  try {
    await within(me, aim, request)
    return told(await takeForm(me, request, aim))
  } catch (error) {
    if (error instanceof UnfitFile) return refused(statusOfProblem(error.problem), error.message, { problem: error.problem })
    if (error instanceof ZodError) return refused(422, '请选择附件类型', { problem: 'no-kind' })
    if (error instanceof Missing) return refused(404, error.message)
    if (error instanceof Forbidden) return refused(403, '没有权限')
    if (error instanceof Refusal) return refused(422, error.message, { problem: 'no-room' })
    throw error
  }
}

// Who may not is told before anything of the file is kept.
async function within(me: Grant<'file.attach'>, aim: Aim, request: Request) {
  try {
    findReceiver(me, aim)
    requireTheirs(me, aim)
  } catch (error) {
    await runOut(request, MOST_BODY)
    if (error instanceof Refusal) refuse(me.actor, me.permission, error.message)
    throw error
  }
}

function told({ attached, refused: [first] }: Outcome): Answer {
  const done = { ...(attached.length > 0 && { done: 'attached' }) }
  if (first)
    return refused(statusOfProblem(first.problem.problem), first.problem.message, {
      ...done,
      problem: first.problem.problem,
      file: first.name.slice(-80),
    })
  return { status: 201, sentence: attached.map(({ name }) => name).join('\n'), query: done }
}

const refused = (status: number, sentence: string, query: Record<string, string> = {}): Answer => ({ status, sentence, query })

function aimOf(query: URLSearchParams): Aim {
  const number = (name: string) => (/^[1-9]\d{0,14}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : null)
  const given = (name: string) => (query.has(name) ? (number(name) ?? 0) : null)
  return { customerId: number('customer') ?? 0, followUpId: given('followUp'), contactId: given('contact'), ticketId: given('ticket') }
}

const placeOf = ({ ticketId, customerId }: Aim) => (ticketId ? `/tickets/${ticketId}` : `/customers/${customerId}/files`)

const linkOf = ({ followUpId, contactId }: Aim) => ({
  ...(followUpId && { followUp: String(followUpId) }),
  ...(contactId && { contact: String(contactId) }),
})

// The door has pages of its own for these; the others lead back to the form.
function page(request: Request, status: number) {
  const own = wantsPage(request) && [403, 404, 413].includes(status)
  return own ? new Response(null, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } }) : undefined
}

const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
const wantsPage = (request: Request) => (request.headers.get('accept') ?? '').includes('text/html')
const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } })
