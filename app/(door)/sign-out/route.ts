import { execute } from '#lib/execute'
import { endSession } from '#lib/sessions/commands'
import { signedIn } from '../../_web/allow.ts'
import { dropSid } from '../../_web/cookie.ts'

/** Signing out: the session is dead before the answer leaves (D-03); a form of its own, for every page carries it. */
export async function POST(): Promise<Response> {
  const user = await signedIn()
  await dropSid()
  if (user) execute(endSession, user, {})
  return new Response(null, { status: 303, headers: { Location: '/login' } })
}
