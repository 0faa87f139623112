import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { CannotStart } from './cannot-start.ts'
import type { Place } from './place.ts'

/**
 * Brings the database up to this code: a backup first, then all that is pending in one transaction. An error
 * leaves it as it was; a database written by newer code is refused. Returns how many migrations ran.
 */
export function bringUpToDate(place: Place, folder: string): number {
  const known = readMigrationFiles({ migrationsFolder: folder }).map((one) => one.folderMillis)
  const db = open(place.database)
  try {
    const applied = appliedIn(db)
    if (applied.some((at) => !known.includes(at))) throw new CannotStart('数据由更新的版本写成，此版本不能打开。请换回较新的程序。')
    const pending = known.length - applied.length
    if (pending > 0) migrateSafely(db, place, folder, applied.length > 0)
    return pending
  } finally {
    db.close()
  }
}

/** Writes what stands in the write-ahead log into the file itself; throws an SqliteError where the disk does not take it. */
export function foldLog(file: string) {
  const db = new Database(file, { timeout: 2000 })
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

function migrateSafely(db: Database.Database, place: Place, folder: string, hasData: boolean) {
  const backup = hasData ? backUp(db, place) : undefined
  try {
    migrate(drizzle(db), { migrationsFolder: folder })
  } catch (error) {
    throw new CannotStart(`数据库升级失败，数据保持原样：${reasonOf(error)}`)
  }
  const orphans = db.pragma('foreign_key_check') as unknown[]
  if (orphans.length === 0) return
  db.close()
  putBack(place, backup)
  throw new CannotStart(`数据库升级后有 ${orphans.length} 处引用失效，已还原为升级前的数据。`)
}

function open(file: string) {
  const db = new Database(file, { timeout: 2000 })
  // Off while tables are rebuilt; what they refer to is checked at the end.
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = OFF', 'secure_delete = ON', 'trusted_schema = OFF'])
    db.pragma(pragma)
  return db
}

function appliedIn(db: Database.Database): number[] {
  const table = db.prepare("select 1 from sqlite_schema where name = '__drizzle_migrations'").get()
  return table ? db.prepare('select created_at from __drizzle_migrations').pluck().all().map(Number) : []
}

function backUp(db: Database.Database, { backups }: Place) {
  const at = now()
  const file = join(backups, `before-migration-${dayOf(at)}-${timeOf(at).replace(':', '')}-${at % 60_000}.db`)
  try {
    db.prepare('vacuum into ?').run(file)
  } catch (error) {
    rmSync(file, { force: true })
    throw new CannotStart(`升级前的备份失败，未升级：${reasonOf(error)}`)
  }
  return file
}

function putBack({ database }: Place, backup: string | undefined) {
  for (const part of ['', '-wal', '-shm']) rmSync(database + part, { force: true })
  if (backup && existsSync(backup)) copyFileSync(backup, database)
}

const reasonOf = (error: unknown) => {
  const { cause } = error as { cause?: unknown }
  return String((cause ?? error) instanceof Error ? ((cause ?? error) as Error).message : error)
}
