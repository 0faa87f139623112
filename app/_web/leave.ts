import { redirect } from 'next/navigation'
import type { FormState } from '#components/ui/form'
import { execute } from '#lib/execute'
import { endSession } from '#lib/sessions/commands'
import { signedIn } from './allow.ts'
import { dropSid } from './cookie.ts'

/** Signing out: the session is dead before the answer leaves (D-03). */
export async function leave(_: FormState, _form: FormData): Promise<FormState> {
  const user = await signedIn()
  await dropSid()
  if (user) execute(endSession, user, {})
  redirect('/login')
}
