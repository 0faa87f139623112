import { expect, test } from 'vitest'
import { reader, writer } from './client.ts'

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
