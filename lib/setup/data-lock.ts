import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CannotStart } from './cannot-start.ts'
import type { Place } from './place.ts'

/**
 * Takes the data folder for this process and returns how to free it. The lock is a second SQLite file held
 * exclusively, which the system frees when the process dies; the pid beside it is only for the message.
 */
export function lockData({ data }: Place): () => void {
  const pidFile = join(data, 'lock.pid')
  const lock = new Database(join(data, 'lock.db'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new CannotStart(`数据目录已被进程 ${pidIn(pidFile)} 使用`)
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 })
  return () => lock.close()
}

function pidIn(file: string) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return '（未知）'
  }
}
