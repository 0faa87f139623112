import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { logins } from '#db/demo/people'
import { fits } from '#lib/sessions/passwords'

const data = mkdtempSync(join(tmpdir(), 'demo-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

function demo(...args: string[]) {
  const { DATABASE_FILE: _, ...env } = process.env
  return spawnSync(process.execPath, ['jobs/shell/demo.ts', ...args], { encoding: 'utf8', env: { ...env, DATA_DIR: data } })
}

function rows() {
  const db = new Database(join(data, 'crm.db'), { readonly: true })
  const one = (sql: string) => db.prepare(sql).pluck().get()
  const found = {
    customers: one('select count(*) from customers'),
    users: one('select count(*) from users'),
    hash: String(one("select password_hash from users where login = 'boss'")),
  }
  db.close()
  return found
}

test('a password that breaks the rule is refused before anything is made', () => {
  const { status, stderr, stdout } = demo('--password', '12345678')
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain('密码需包含字母')
})

test('a fresh folder gets the company and its accounts; a second time they are listed, and the password set anew', async () => {
  const first = demo()
  expect(first.status).toBe(0)
  expect(logins.filter((login) => !first.stdout.includes(login))).toEqual([])
  const password = /密码（所有账号相同）：(\S+)/.exec(first.stdout)![1]!
  const before = rows()
  expect(await fits(password, before.hash)).toBe(true)

  const second = demo()
  expect(second.stdout).toContain('已经存在')
  expect(second.stdout).not.toContain('密码（所有账号相同）')
  expect(rows()).toEqual(before)

  expect(demo('--password', 'Neu!2026wort').status).toBe(0)
  const after = rows()
  expect(after).toMatchObject({ customers: before.customers, users: before.users })
  expect(await fits('Neu!2026wort', after.hash)).toBe(true)
}, 180_000)

test('an unknown option is told how to use it', () => {
  const { status, stderr } = demo('--frage')
  expect(status).toBe(2)
  expect(stderr).toContain('npm run demo')
})
