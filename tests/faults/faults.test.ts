import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { writer } from '#db/client'
import { makeBackup } from '#lib/backups/make-in-worker'
import { backupPlace } from '#lib/backups/queries'
import { restore } from '#lib/backups/restore'
import { lockData } from '#lib/setup/data-lock'
import { placeOf } from '#lib/setup/place'
import { verify } from '#lib/verify/verify'
import { aCustomer, aFollowUp, aUser } from '#tests/factories'

const aTemporary = () => mkdtempSync(resolve(process.env.TEST_FOLDER!, 'fault-'))
const envOf = (data: string) => ({ ...process.env, DATA_DIR: data, DATABASE_FILE: undefined, NODE_ENV: 'production' }) as NodeJS.ProcessEnv

function aFolder() {
  const data = aTemporary()
  const database = join(data, 'crm.db')
  copyFileSync(`${process.env.TEST_FOLDER}/template.db`, database)
  new Database(database).pragma('journal_mode = WAL')
  return { data, database, env: envOf(data) }
}
const problemsIn = ({ data, database }: { data: string; database: string }) =>
  verify(data, database).filter(({ problem }) => problem !== undefined)
const shell = (name: string, args: string[], env: NodeJS.ProcessEnv) =>
  spawnSync(process.execPath, [`jobs/shell/${name}.ts`, ...args], { env, encoding: 'utf8' })

test('killed while it writes: what was acknowledged is there, and all is whole (R-01)', { timeout: 120_000 }, async () => {
  const place = aFolder()
  const acks = join(place.data, 'acks')
  for (const after of [3, 50, 121, 7, 260]) {
    const child = spawn(process.execPath, ['tests/faults/write-on.ts', acks], { env: place.env, stdio: ['ignore', 'pipe', 'inherit'] })
    let written = 0
    child.stdout.on('data', (dots: Buffer) => {
      written += dots.length
      if (written >= after) child.kill('SIGKILL')
    })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
  }
  const acknowledged = readFileSync(acks, 'utf8').trim().split('\n')
  const db = new Database(place.database)
  const found = new Set(db.prepare('select number from follow_ups').pluck().all())
  db.close()
  expect(acknowledged.length).toBeGreaterThan(400)
  expect(acknowledged.filter((number) => !found.has(number))).toEqual([])
  expect(found.size - acknowledged.length).toBeLessThanOrEqual(5) // written, and killed before it could say so
  expect(problemsIn(place)).toEqual([])
})

test('backed up while others write, restored elsewhere: the rows of one moment, and sound (R-25)', async () => {
  const owner = aUser('sales')
  const customer = aCustomer(owner)
  for (let n = 0; n < 200; n++) aFollowUp(owner, customer.id)
  let ended = false
  const backup = makeBackup(backupPlace()).finally(() => {
    ended = true
  })
  let meanwhile = 0
  for (; !ended; meanwhile++) {
    aFollowUp(owner, customer.id)
    await new Promise(setImmediate)
  }
  const { name, manifest } = await backup
  const data = aTemporary()
  const database = join(data, 'crm.db')
  const { rows } = restore({ file: join(backupPlace().backups, name), data, database, migrations: 'db/migrations', at: 0 })
  expect(meanwhile).toBeGreaterThan(0)
  expect(rows).toEqual(manifest.rows)
  expect(rows.follow_ups).toBeGreaterThanOrEqual(200)
  expect(rows.follow_ups).toBeLessThan(writer().$client.prepare('select count(*) from follow_ups').pluck().get() as number)
  expect(problemsIn({ data, database })).toEqual([])
})

test('no room for a backup: it says so, leaves nothing half-made, and the one before stays (R-07)', { timeout: 60_000 }, () => {
  const { data, env } = aFolder()
  expect(shell('backup', [], env)).toMatchObject({ status: 0, stderr: '' })
  const before = readdirSync(join(data, 'backups'))
  const limited = spawnSync('sh', ['-c', `ulimit -f 300; exec "${process.execPath}" jobs/shell/backup.ts`], { env, encoding: 'utf8' })
  expect(limited.stderr).toContain('备份失败：磁盘空间不足')
  expect(limited.status).toBe(1)
  expect(readdirSync(join(data, 'backups'))).toEqual(before)
  expect(shell('verify', [], env)).toMatchObject({ status: 0 })
})

test('restored by the command: not while a server holds the folder, then with what was there kept (R-25)', { timeout: 60_000 }, () => {
  const { data, env } = aFolder()
  expect(shell('backup', [], env).status).toBe(0)
  const file = join(data, 'backups', readdirSync(join(data, 'backups'))[0]!)
  expect(shell('user', ['add', '--login', 'later', '--role', 'sales'], env).status).toBe(0)
  const free = lockData(placeOf({ ...env }))
  const refused = shell('restore', [file], env)
  const besideIt = shell('user', ['reset', '--login', 'later'], env)
  free()
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining(`数据目录已被进程 ${process.pid} 使用`) })
  expect(besideIt).toMatchObject({ status: 0, stdout: expect.stringContaining('初始密码：') })
  const done = shell('restore', [file], env)
  expect(done.stdout).toContain('before-restore-')
  expect(done.stdout).toContain('全部')
  expect(done.status).toBe(0)
  expect(shell('user', ['reset', '--login', 'later'], env)).toMatchObject({ status: 1, stderr: expect.stringContaining('没有账号') })
})

test.each([
  ['job', ['tiers-or-so'], 2, 'reminders'],
  ['job', [], 2, 'backup'],
  ['job', ['tidy', '--at', 'tomorrow'], 2, '不是有效的时间'],
  ['user', ['remove'], 2, '用法'],
  ['user', ['add', '--role', 'king', '--login', 'x1'], 2, '没有角色'],
  ['restore', [], 2, '用法'],
  ['restore', ['/nowhere.tar'], 1, '找不到备份文件'],
  ['verify', ['/nowhere'], 1, ''],
] as const)('%s %j ends with %i and says why', (name, args, status, words) => {
  const result = shell(name, [...args], envOf(aTemporary()))
  expect(result.stderr).toContain(words)
  expect(result.status).toBe(status)
})

test('on a fresh folder a person can be added, and a job be run for another day', { timeout: 60_000 }, () => {
  const data = join(aTemporary(), 'data')
  const env = envOf(data)
  const added = shell('user', ['add', '--login', 'admin', '--name', '管理员', '--role', 'admin', '--password', 'Kehu!2026x'], env)
  expect(added).toMatchObject({ status: 0, stdout: '已新增 admin（系统管理员）\n' })
  const run = ['tidy', '--at', '2026-12-01T09:00:00+08:00']
  for (const again of [1, 2])
    expect(shell('job', run, env), String(again)).toMatchObject({ status: 0, stdout: '清理过期数据（2026-12-01）：没有需要清理的\n' })
  expect(shell('verify', [data], env).status).toBe(0)
})

test('two processes that take numbers at once never take the same one (J-03)', { timeout: 120_000 }, async () => {
  const place = aFolder()
  const take = async (mark: string) => {
    const child = spawn(process.execPath, ['tests/faults/take-numbers.ts', mark, '60'], {
      env: place.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (text: Buffer) => (said += text))
    const [code] = await once(child, 'close')
    return { code, numbers: said.trim().split('\n') }
  }
  const [one, two] = await Promise.all([take('8'), take('9')])
  expect([one!.code, two!.code]).toEqual([0, 0])
  expect(new Set([...one!.numbers, ...two!.numbers]).size).toBe(120)
  expect(problemsIn(place)).toEqual([])
})
