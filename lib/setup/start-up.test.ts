import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { startUp } from './start-up.ts'

type Environment = Record<string, string | undefined>

let data: string
let root: string
beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), 'start-')), 'data')
  root = mkdtempSync(join(tmpdir(), 'root-'))
  migrationsAre([
    'create table a (id integer primary key, b text)',
    'create table c (id integer primary key, a_id integer references a(id))',
  ])
})

function migrationsAre(statements: string[]) {
  const folder = join(root, 'db/migrations')
  mkdirSync(join(folder, 'meta'), { recursive: true })
  const entries = statements.map((_, idx) => ({ idx, version: '6', when: 1000 + idx, tag: `000${idx}`, breakpoints: true }))
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }))
  statements.forEach((statement, idx) => {
    writeFileSync(join(folder, `000${idx}.sql`), statement)
  })
}

const said: string[] = []
const start = (env: Environment = {}) => startUp(root, { DATA_DIR: data, ...env }, (line) => said.push(line))
const startAndStop = (env?: Environment) => start(env).stop()
function write(statement: string) {
  const db = new Database(join(data, 'crm.db'))
  db.exec(statement)
  db.close()
}
function read(statement: string, file = join(data, 'crm.db')) {
  const db = new Database(file, { readonly: true })
  const rows = db.prepare(statement).all()
  db.close()
  return rows
}
const backups = () => readdirSync(join(data, 'backups'))

test('a first start makes a folder for this user alone, with everything in it', () => {
  const env: Environment = { DATA_DIR: data }
  startUp(root, env, () => {}).stop()
  expect(statSync(data).mode & 0o777).toBe(0o700)
  expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600)
  expect(statSync(join(data, 'crm.db')).mode & 0o777).toBe(0o600)
  expect(read("select name from sqlite_schema where name in ('a', 'c')")).toHaveLength(2)
  expect(env).toMatchObject({ HOST: '127.0.0.1', PORT: '3000' })
  expect(backups()).toEqual([])
})

test('the keys stay the same from start to start, differ from each other, and are not the secret', () => {
  const [first, second]: Environment[] = [{ DATA_DIR: data }, { DATA_DIR: data }]
  startUp(root, first!, () => {}).stop()
  startUp(root, second!, () => {}).stop()
  expect(second).toEqual(first)
  const keys = [first!.NEXTAUTH_SECRET!, first!.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY!, readFileSync(join(data, 'secret'), 'utf8')].map(
    (key) => Buffer.from(key, 'base64'),
  )
  expect(keys.map((key) => key.length)).toEqual([32, 32, 32])
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3)
})

test('a broken secret is told, not replaced', () => {
  startAndStop()
  writeFileSync(join(data, 'secret'), 'short')
  expect(() => start()).toThrow('密钥文件')
  expect(readFileSync(join(data, 'secret'), 'utf8')).toBe('short')
})

test('a second process is told who has the folder, and a killed one frees it (R-09)', async () => {
  startAndStop()
  const holder = spawn(process.execPath, [
    '-e',
    `const D = require('better-sqlite3'); const d = new D(${JSON.stringify(join(data, 'lock.db'))}); d.exec('begin exclusive'); require('fs').writeFileSync(${JSON.stringify(join(data, 'lock.pid'))}, String(process.pid)); console.log('held'); setInterval(() => {}, 1000)`,
  ])
  await new Promise((held) => holder.stdout.once('data', held))
  const gone = new Promise((exit) => holder.once('exit', exit))
  try {
    expect(() => start()).toThrow(`数据目录已被进程 ${holder.pid} 使用`)
  } finally {
    holder.kill('SIGKILL')
  }
  await gone
  startAndStop()
})

test('a folder that cannot be written is refused with a reason (R-08)', () => {
  writeFileSync(data, 'a file where the folder should be')
  expect(() => start()).toThrow(/数据目录 .* 不可写（EEXIST|ENOTDIR/)
  if (process.getuid?.() === 0) return
  rmSync(data)
  mkdirSync(data)
  chmodSync(data, 0o500)
  expect(() => start()).toThrow('不可写（EACCES）')
})

test('a backup is made before data is migrated, and holds what was there (R-24)', () => {
  startAndStop()
  write("insert into a (b) values ('before')")
  migrationsAre([
    'create table a (id integer primary key, b text)',
    'create table c (id integer primary key, a_id integer references a(id))',
    "update a set b = 'after'",
  ])
  startAndStop()
  expect(read('select b from a')).toEqual([{ b: 'after' }])
  expect(backups()).toHaveLength(1)
  expect(read('select b from a', join(data, 'backups', backups()[0]!))).toEqual([{ b: 'before' }])
})

test.each([
  ['fails half way', "update a set b = 'after'; --> statement-breakpoint\nselect no_such_function()", '数据库升级失败'],
  ['leaves a reference to nothing', 'update c set a_id = 99', '引用失效'],
])('a migration that %s changes nothing', (_, statement, reason) => {
  startAndStop()
  write("insert into a (b) values ('before'); insert into c (a_id) values (1)")
  migrationsAre([
    'create table a (id integer primary key, b text)',
    'create table c (id integer primary key, a_id integer references a(id))',
    statement,
  ])
  expect(() => start()).toThrow(reason)
  expect(read('select b, a_id from a join c on a.id = a_id')).toEqual([{ b: 'before', a_id: 1 }])
  expect(read('select count(*) as n from __drizzle_migrations')).toEqual([{ n: 2 }])
})

test('data written by newer code is refused', () => {
  startAndStop()
  write("insert into __drizzle_migrations (hash, created_at) values ('x', 9999)")
  expect(() => start()).toThrow('更新的版本')
})

function damage() {
  const file = openSync(join(data, 'crm.db'), 'r+')
  writeSync(file, Buffer.alloc(8192, 7), 0, 8192, 4096)
}

test('after an unclean stop the data is read through; what is damaged is not served, and the newest good backup is named (R-12)', () => {
  startAndStop()
  cpSync(join(data, 'crm.db'), join(data, 'backups/good.db'))
  writeFileSync(join(data, 'backups/bad.db'), 'noise'.repeat(2000))
  writeFileSync(join(data, 'running'), '1')
  damage()
  expect(() => start()).toThrow(`npm run restore -- ${join(data, 'backups/good.db')}`)
  expect(() => start()).toThrow(CannotStart)
})

test('a database that vanished is not silently begun anew', () => {
  startAndStop()
  rmSync(join(data, 'crm.db'))
  expect(() => start()).toThrow('不见了')
})

test('a running server leaves its mark, a clean stop removes it and folds the log, and what an upload left behind is swept', () => {
  const started = start()
  expect(existsSync(join(data, 'running'))).toBe(true)
  const open = new Database(join(data, 'crm.db'))
  open.exec("insert into a (b) values ('x')")
  expect(statSync(join(data, 'crm.db-wal')).size).toBeGreaterThan(0)
  started.stop()
  expect(statSync(join(data, 'crm.db-wal')).size).toBe(0)
  open.close()
  expect(existsSync(join(data, 'running'))).toBe(false)
  writeFileSync(join(data, 'files/incoming/half'), 'x')
  startAndStop()
  expect(readdirSync(join(data, 'files/incoming'))).toEqual([])
})

test('CLOCK_START stays away from real data; a trial folder on real time gets a warning', () => {
  startAndStop()
  expect(() => start({ CLOCK_START: '2026-11-01T08:00:00+08:00' })).toThrow('CLOCK_START')
  data = `${data}-trial`
  startAndStop({ CLOCK_START: '2026-11-01T08:00:00+08:00' })
  said.length = 0
  startAndStop()
  expect(said.join()).toContain('仅供试用')
  expect(() => start({ CLOCK_START: 'soon' })).toThrow('不是有效的时间')
})

test('real data cannot be moved in time by CLOCK_SHIFT either', () => {
  const env: Environment = { DATA_DIR: data, CLOCK_SHIFT: '86400000' }
  startUp(root, env, () => {}).stop()
  expect(env.CLOCK_SHIFT).toBeUndefined()
})

test('the launcher names its commands when it does not know one, under any Node', () => {
  const { status, stderr } = spawnSync(process.execPath, ['lib/setup/launch.mjs', 'fly'], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toMatch(/start, dev, test, bench, verify, demo, user, backup, restore, job/)
})
