import { Readable } from 'node:stream'
import { writable } from '#lib/aside/gate'
import { execute, refuse } from '#lib/execute'
import { exportCustomers, exportFollowUps, exportPushes, exportSuggestions, exportSurveys, exportTickets } from '#lib/exports/commands'
import { isBusy, type Prepared, prepareExport } from '#lib/exports/in-worker'
import { type Format, fileNameOf, formats, MANY, MOST_XLSX, PER_HOUR, WRONG_PASSWORD, watermark } from '#lib/exports/model'
import { type Problem, problemOf } from '#lib/exports/problems'
import { countTries } from '#lib/exports/queries'
import type { Wanted } from '#lib/exports/tables'
import { Refusal } from '#lib/kernel/errors'
import { type Grant, plain, type User } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { fits } from '#lib/sessions/passwords'
import { findAccount } from '#lib/sessions/queries'
import { downloadHeaders } from './download.ts'

type Asked = { wanted: Wanted; filter: string; columns: string; what: string; fields: Record<string, unknown> }

/** The sheet itself, or what stands in its way (G-07): reason, password above a number of rows, so many an hour; on record before the first byte leaves. */
export async function exportFile(
  me:
    | Grant<'customer.export'>
    | Grant<'followUp.export'>
    | Grant<'ticket.export'>
    | Grant<'suggestion.export'>
    | Grant<'survey.export'>
    | Grant<'strategy.export'>,
  { wanted, filter, columns, what, fields }: Asked,
): Promise<Response | Problem> {
  const user = me.actor as User
  const format = formats.find((one) => one === fields.format)
  const reason = String(fields.reason ?? '').trim()
  if (!format) return 'format'
  if (reason === '' || reason.length > 100) return 'reason'
  if (countTries(me) >= PER_HOUR) return 'often'
  if (isBusy()) return 'busy'
  const sheet = await prepareExport({ actor: plain(user), wanted, format, name: what })
  const problem = await problemWith(sheet, format, me, String(fields.password ?? ''))
  if (problem) return given(sheet, problem)
  const { count } = sheet
  await writable()
  try {
    const said = { format, reason, count, filter, columns, confirmed: count > MANY }
    if (me.permission === 'customer.export') execute(exportCustomers, user, said)
    else if (me.permission === 'ticket.export') execute(exportTickets, user, said)
    else if (me.permission === 'strategy.export') execute(exportPushes, user, said)
    else if (me.permission === 'survey.export') execute(exportSurveys, user, said)
    else if (me.permission === 'suggestion.export') execute(exportSuggestions, user, said)
    else execute(exportFollowUps, user, said)
  } catch (error) {
    sheet.end()
    if (error instanceof Refusal) return 'often'
    throw error
  }
  const at = now()
  const bytes = Readable.from(sheet.bytes(watermark({ by: user.name, at, count, filter })), { objectMode: false })
  return new Response(Readable.toWeb(bytes) as ReadableStream, { headers: downloadHeaders(fileNameOf(what, at, format), format) })
}

async function problemWith(
  { count }: Prepared,
  format: Format,
  { actor, permission }: Grant,
  password: string,
): Promise<Problem | undefined> {
  if (count === 0) return 'empty'
  if (format === 'xlsx' && count > MOST_XLSX) return 'too-many'
  if (count <= MANY) return undefined
  if (password === '') return 'password-missing'
  if (await fits(password, findAccount((actor as User).login)?.passwordHash)) return undefined
  refuse(actor, permission, WRONG_PASSWORD)
  return 'password-wrong'
}

function given(sheet: Prepared, problem: Problem): Problem {
  sheet.end()
  return problem
}

/** Back to the form with what stood in the way, and what was typed but for the password; whoever is no browser gets a status and a sentence. */
export function sayProblem(request: Request, path: string, problem: Problem, fields: Record<string, unknown>): Response {
  const { status, message } = problemOf(problem)!
  if (!(request.headers.get('accept') ?? '').includes('text/html'))
    return new Response(message, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })
  const back = new URLSearchParams(String(fields.query ?? ''))
  back.set('problem', problem)
  for (const name of ['reason', 'format', 'span']) if (typeof fields[name] === 'string') back.set(name, fields[name])
  return new Response(null, { status: 303, headers: { Location: `${path}?${back}` } })
}

/** A refusal of the route as a browser shows it: the sign-in page, or the door's own page for 403. */
export function leadAway(request: Request, answer: Response, path: string): Response {
  if (!(request.headers.get('accept') ?? '').includes('text/html')) return answer
  return answer.status === 401
    ? new Response(null, { status: 303, headers: { Location: `/login?next=${encodeURIComponent(path)}` } })
    : new Response(null, { status: answer.status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

/** What is wrong where, for the form: at its field, or above all. */
export function problemsIn(word: string | undefined): { message?: string; errors?: Record<string, string[]> } {
  const problem = word === undefined ? undefined : problemOf(word)
  if (!problem) return {}
  return problem.field ? { errors: { [problem.field]: [problem.message] } } : { message: problem.message }
}
