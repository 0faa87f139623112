import { redirect } from 'next/navigation'
import type { FormState } from '#components/ui/form'
import { changePassword } from '#lib/account/commands'
import { findOwnAccount } from '#lib/account/queries'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { failSignIn } from '#lib/sessions/commands'
import { fits, hashPassword } from '#lib/sessions/passwords'
import { blockedUntil } from '#lib/sessions/queries'
import { readSettings } from '#lib/settings/queries'
import { originOf, signedIn } from './allow.ts'
import { fieldsOf, refused } from './form-action.ts'
import { passwordTrouble } from './set-up.ts'

/** One's own password, with the present one asked again (S0-18, D-17); the other devices are signed out (D-04). */
export async function changeOwn(_: FormState, form: FormData): Promise<FormState> {
  const user = await signedIn()
  if (!user) redirect('/login')
  const { current, password, again } = fieldsOf(form)
  const account = findOwnAccount(grant(user, 'account.changePassword'))
  const held = blockedUntil(`account:${account.login}`) > now()
  if (!(await fits(String(current ?? ''), account.passwordHash)) || held) {
    execute(failSignIn, { job: '修改密码', from: user.from }, { login: account.login, address: originOf().address })
    return { errors: { current: ['当前密码不正确，连续输错 5 次需等待后再试'] } }
  }
  const trouble = passwordTrouble(String(password ?? ''), String(again ?? ''), {
    login: account.login,
    name: account.name,
    company: readSettings().companyName,
  })
  if (trouble) return { errors: trouble }
  if (password === current) return { errors: { password: ['新密码不能与当前密码相同'] } }
  try {
    execute(changePassword, user, { passwordHash: await hashPassword(String(password)) })
  } catch (error) {
    return refused(error, {})
  }
  redirect(user.mustChangePassword ? '/?done=password' : '/account?done=password')
}
