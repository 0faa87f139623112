import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from './client.ts'
import { users } from './schema/people.ts'
import { rowsOnce } from './statements.ts'

// What keeps an acknowledged write through a power cut, and an erased one from lingering in the file (R-02, quality 6).
const wanted = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, secure_delete: 1, trusted_schema: 0, busy_timeout: 2000 }

test.each([
  ['writer', writer],
  ['reader', reader],
])('the %s is set as it must be', (_, open) => {
  writer()
  const pragma = (name: string) => open().$client.pragma(name, { simple: true })
  expect(Object.fromEntries(Object.keys(wanted).map((name) => [name, pragma(name)]))).toEqual(wanted)
})

test('a reader cannot write', () => {
  expect(() => reader().run('delete from users')).toThrow()
  expect(() => reader().$client.exec('delete from users')).toThrow('readonly')
})

test('a statement is planned once: its values stand where the planner does not look, its limit where it does', () => {
  const compiled = (text: string) => reader().$client.prepare(text).source
  expect(compiled('select id from users where login = ? and id in (?, ?)')).toBe('select id from users where login = +? and id in (+?, +?)')
  expect(compiled(`select '?', 'it''s ?' as "a?" from users limit ? offset ?`)).toBe(
    `select '?', 'it''s ?' as "a?" from users limit ? offset +?`,
  )
  const asked = reader().select({ id: users.id }).from(users).where(eq(users.login, 'x')).limit(7).offset(3).toSQL()
  expect(asked).toEqual({ sql: 'select "id" from "users" where "users"."login" = ? limit 7 offset ?', params: ['x', 3] })
})

test('values of every kind come back as they were given', () => {
  const said = ['text', 3, 2.5, null, Buffer.from('bytes')]
  expect(
    reader()
      .$client.prepare('select ?, ?, ?, ?, ?')
      .raw()
      .get(...said),
  ).toEqual(said)
})

test('rows by a text built once carry the names the text gives them', () => {
  const named = rowsOnce<{ who: string }>(sql`select login as who from ${users} where ${users.id} = ${sql.placeholder('id')}`)
  expect(named(reader(), { id: -1 })).toEqual([])
  expect(() => named(reader(), {})).toThrow('id')
})
