import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { FormState } from '#components/ui/form'
import { loadDemo } from '#db/demo/load'
import { execute } from '#lib/execute'
import { now } from '#lib/kernel/time'
import { hashPassword } from '#lib/sessions/passwords'
import { setUpCompany } from '#lib/settings/commands'
import { isSetUp } from '#lib/settings/queries'
import { dropSetUpKey, isSetUpKey } from '#lib/setup/set-up-key'
import { createUser } from '#lib/users/commands'
import { passwordProblem } from '#lib/users/model'
import { readDevice } from './cookie.ts'
import { fieldsOf, refused } from './form-action.ts'
import { enter } from './sign-in.ts'

const machine = { job: '初始化' }
const AGAIN = '请修改下面的内容，密码需重新输入'
const emptyWords: Record<string, string> = {
  companyName: '请填写公司名称',
  companyPrefix: '请填写企业客户编号前缀',
  personPrefix: '请填写个人客户编号前缀',
  name: '请填写姓名',
  login: '请填写账号',
  password: '请填写密码',
}

/** The first run (quality 7.1): company, administrator, prefixes, demo or not; then straight to the workbench. */
export async function setUpHouse(_: FormState, form: FormData): Promise<FormState> {
  const { key, password, again, demo, companyName, companyPrefix, personPrefix, name, login, ...rest } = fieldsOf(form)
  if (isSetUp()) redirect('/login')
  const typed = { companyName, companyPrefix, personPrefix, name, login, demo }
  if (!isSetUpKey(String(key ?? ''))) return { message: '初始化链接已失效，请使用启动窗口中最新的链接', values: typed }
  const empty = emptyOf({ companyName, companyPrefix, personPrefix, name, login, password })
  const problem = passwordTrouble(String(password ?? ''), String(again ?? ''), {
    login: String(login ?? ''),
    name: String(name ?? ''),
    company: String(companyName ?? ''),
  })
  if (empty || problem) return { errors: { ...problem, ...empty }, ...(problem || !password ? {} : { message: AGAIN }), values: typed }
  try {
    z.strictObject({}).parse(rest)
    const admin = {
      login: String(login),
      name: String(name),
      role: 'admin' as const,
      departmentId: null,
      passwordHash: await hashPassword(String(password)),
      final: true,
    }
    createUser.input.parse(admin)
    execute(setUpCompany, machine, { companyName, companyPrefix, personPrefix } as never)
    const { after } = execute(createUser, machine, admin)
    dropSetUpKey()
    if (demo) await loadDemo({ password: String(password), now: now() })
    await enter(after.id, after.login, await readDevice())
  } catch (error) {
    const answer = refused(error, typed)
    return { ...answer, message: answer.message ?? AGAIN }
  }
  redirect('/?done=setup')
}

function emptyOf(fields: Record<string, unknown>): Record<string, string[]> | undefined {
  const missing = Object.keys(fields).filter((name) => !String(fields[name] ?? '').trim())
  return missing.length > 0 ? Object.fromEntries(missing.map((name) => [name, [emptyWords[name] ?? '请填写']])) : undefined
}

/** What is wrong with a new password and its repetition, by field; undefined when both fit (S0-19). */
export function passwordTrouble(
  password: string,
  again: string,
  about: Parameters<typeof passwordProblem>[1],
): Record<string, string[]> | undefined {
  const problem = passwordProblem(password, about)
  if (problem) return { password: [problem] }
  return password === again ? undefined : { again: ['两次输入的密码不一致'] }
}
