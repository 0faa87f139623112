import './quiet.ts'
import { parseArgs } from 'node:util'
import { loadDemo } from '#db/demo/load'
import { logins } from '#db/demo/people'
import { type DemoAccount, hasDemo, isDemoComplete, listDemoAccounts } from '#lib/demo/queries'
import { execute } from '#lib/execute'
import { now } from '#lib/kernel/time'
import { hashPassword, initialPassword } from '#lib/sessions/passwords'
import { setUpCompany } from '#lib/settings/commands'
import { isSetUp } from '#lib/settings/queries'
import { resetPassword } from '#lib/users/commands'
import { passwordProblem } from '#lib/users/model'
import { Expected, say, shell, withData } from './shell.ts'

const usage = `用法：npm run demo [-- --password 密码]
把示例公司载入 DATA_DIR（默认 ./data）：十个账号、约 120 位客户和一年半的往来。已有示例数据时只列出账号；给出密码则重置它们的密码。
登录后可在「设置 → 示例数据」一次清除。服务运行时也可以执行。`
const COMPANY = '恒屹精密机械（示例）'
const actor = { job: '命令行' }

await shell(usage, async () => {
  const { password } = parseArgs({ options: { password: { type: 'string' } } }).values
  refuseUnfit(password)
  return withData(() => (hasDemo() && isDemoComplete() ? show(password) : load(password ?? initialPassword())))
})

async function load(password: string) {
  if (!isSetUp()) execute(setUpCompany, actor, { companyName: COMPANY, companyPrefix: 'Q', personPrefix: 'G' })
  const accounts = await loadDemo({ password, now: now() })
  say('示例数据已载入')
  print(accounts)
  say(`\n密码（所有账号相同）：${password}`)
  return 0
}

async function show(password: string | undefined) {
  const accounts = listDemoAccounts()
  say(password ? '示例数据已经存在，密码已重置' : '示例数据已经存在；重置密码：npm run demo -- --password 密码')
  const passwordHash = password && (await hashPassword(password))
  if (passwordHash) for (const { id } of accounts) execute(resetPassword, actor, { id, passwordHash, final: true })
  print(accounts)
  if (password) say(`\n密码（所有账号相同）：${password}`)
  return 0
}

function refuseUnfit(password: string | undefined) {
  const about = ['', ...logins].map((login) => ({ login, name: '', company: COMPANY }))
  const problem = password === undefined ? undefined : about.map((one) => passwordProblem(password, one)).find(Boolean)
  if (problem) throw new Expected(problem)
}

function print(accounts: DemoAccount[]) {
  const rows = [{ login: '账号', name: '姓名', role: '角色' }, ...accounts]
  const [logins, names] = [rows.map(({ login }) => login), rows.map(({ name }) => name)].map((column) => Math.max(...column.map(width)))
  say('')
  for (const { login, name, role } of rows) say(`  ${filled(login, logins!)}  ${filled(name, names!)}  ${role}`)
}

// A Chinese character takes two columns of a terminal.
function width(text: string) {
  return [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0)
}

function filled(text: string, columns: number) {
  return text + ' '.repeat(columns - width(text))
}
