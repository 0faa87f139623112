import './quiet.ts'
import { parseArgs } from 'node:util'
import { roles } from '#db/schema/people'
import { execute } from '#lib/execute'
import { roleLabels } from '#lib/kernel/labels'
import type { Role } from '#lib/kernel/permissions'
import { hashPassword, initialPassword } from '#lib/sessions/passwords'
import { findAccount } from '#lib/sessions/queries'
import { createUser, resetPassword } from '#lib/users/commands'
import { INITIAL_PASSWORD_HOURS, passwordProblem } from '#lib/users/model'
import { Expected, say, shell, WrongUse, withData } from './shell.ts'

const roleList = roles.map((role) => `  ${role.padEnd(17)}${roleLabels[role]}`).join('\n')
const usage = `用法：
  npm run user -- add   --login 账号 [--name 姓名] [--role 角色] [--password 密码]
  npm run user -- reset --login 账号 [--password 密码]
不给密码则生成初始密码，${INITIAL_PASSWORD_HOURS} 小时内有效，首次登录须修改；给出的密码直接生效。服务运行时也可以执行。
角色（默认 sales）：
${roleList}`

const actor = { job: '命令行' }
const deeds = { add, reset }
type Given = { login: string; name: string; role: Role; password?: string }

await shell(usage, async () => {
  const { values, positionals } = parseArgs({
    options: { login: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, password: { type: 'string' } },
    allowPositionals: true,
  })
  const [deed, ...rest] = positionals
  if ((deed !== 'add' && deed !== 'reset') || rest.length > 0)
    throw new WrongUse(deed ? `没有命令 ${positionals.join(' ')}` : '请给出 add 或 reset')
  const { login, name = values.login, role = 'sales', password } = values
  if (!login || !name) throw new WrongUse('请给出账号：--login')
  if (!isRole(role)) throw new WrongUse(`没有角色 ${role}`)
  await withData(() => deeds[deed]({ login, name, role, password }))
  return 0
})

async function add({ password, ...who }: Given) {
  if (findAccount(who.login)) throw new Expected(`账号 ${who.login} 已经存在；重置密码请用 reset`)
  const secret = secretOf(password, who)
  execute(createUser, actor, { ...who, departmentId: null, passwordHash: await hashPassword(secret), final: password !== undefined })
  tell(`已新增 ${who.login}（${roleLabels[who.role]}）`, secret, password)
}

async function reset({ login, password }: Given) {
  const account = findAccount(login)
  if (!account) throw new Expected(`没有账号 ${login}`)
  const secret = secretOf(password, account)
  execute(resetPassword, actor, { id: account.id, passwordHash: await hashPassword(secret), final: password !== undefined })
  tell(`已重置 ${account.login} 的密码，其会话已全部退出${account.active ? '' : '；账号仍是停用状态'}`, secret, password)
}

function secretOf(given: string | undefined, about: { login: string; name: string }) {
  const problem = given === undefined ? undefined : passwordProblem(given, { ...about, company: '' })
  if (problem) throw new Expected(problem)
  return given ?? initialPassword()
}

function tell(what: string, secret: string, given: string | undefined) {
  say(what)
  if (given === undefined) say(`初始密码：${secret}\n${INITIAL_PASSWORD_HOURS} 小时内有效，首次登录须修改`)
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}
