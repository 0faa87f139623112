import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { FormState } from '#components/ui/form'
import { execute } from '#lib/execute'
import { now } from '#lib/kernel/time'
import { failSignIn, startSession } from '#lib/sessions/commands'
import { fits } from '#lib/sessions/passwords'
import { blockedUntil, findAccount, isKnownDevice } from '#lib/sessions/queries'
import { readSettings } from '#lib/settings/queries'
import { originOf } from './allow.ts'
import { issueSid, readDevice } from './cookie.ts'
import { fieldsOf } from './form-action.ts'
import { ownPath } from './own-path.ts'

const machine = () => ({ job: '登录', from: originOf() })
// One sentence for unknown, wrong, disabled and locked alike (D-06, D-08).
const FAILED = '登录失败：账号或密码不正确。连续输错 5 次需等待后再试，初始密码 72 小时内有效；如需帮助请联系管理员。'

class TooMany extends Error {
  readonly status = 429
}

/** The sign-in form: the right password of an active account, not held back; else one sentence, at one speed. */
export async function enterByPassword(_: FormState, form: FormData): Promise<FormState> {
  const { login, password, next } = fieldsOf(form)
  const typed = String(login ?? '')
    .trim()
    .toLowerCase()
    .slice(0, 64)
  const { address } = originOf()
  stopAddress(address)
  const device = await readDevice()
  const account = findAccount(typed)
  const right = await fits(String(password ?? ''), account?.passwordHash)
  // Others may have failed while this one waited its turn.
  stopAddress(address)
  if (!account || !right || !mayEnter(account, typed, device)) {
    execute(failSignIn, machine(), { login: typed, address })
    return { message: FAILED, values: { login: typed, next } }
  }
  await enter(account.id, account.login, device)
  redirect(ownPath(String(next ?? '')))
}

/** Opens a session for a person who has shown who they are. */
export async function enter(userId: number, login: string, device: string) {
  const sid = await issueSid(userId, readSettings().absoluteHours)
  const userAgent = ((await headers()).get('user-agent') ?? '').slice(0, 300)
  execute(startSession, machine(), { userId, login, sid, device, address: originOf().address, userAgent })
}

function stopAddress(address: string) {
  if (blockedUntil(`address:${address}`) > now()) throw new TooMany('too many failed sign-ins from one address')
}

type Account = NonNullable<ReturnType<typeof findAccount>>

function mayEnter(account: Account, login: string, device: string) {
  const held = blockedUntil(`account:${login}`) > now() && !isKnownDevice(account.id, device)
  const stale = account.passwordExpiresAt !== null && account.passwordExpiresAt < now()
  return account.active && !held && !stale
}
