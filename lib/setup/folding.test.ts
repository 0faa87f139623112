import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { closeAll } from '../door/closers.ts'
import { keepFolding } from './folding.ts'

test('what was written reaches the file while the server runs, without a word from the writer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'folding-'))
  const file = join(folder, 'crm.db')
  const writer = new Database(file)
  writer.pragma('journal_mode = WAL')
  writer.pragma('wal_autocheckpoint = 0')
  writer.exec('create table a (b); insert into a values (1)')
  keepFolding(file)
  try {
    await vi.waitFor(() => expect(countIn(file, join(folder, 'copy.db'))).toBe(1), { timeout: 20_000, interval: 200 })
  } finally {
    await closeAll(() => {})
    writer.close()
  }
})

// The file alone, without the log beside it.
function countIn(file: string, copy: string) {
  copyFileSync(file, copy)
  const db = new Database(copy)
  try {
    return db.prepare('select count(*) from a').pluck().get()
  } finally {
    db.close()
  }
}
