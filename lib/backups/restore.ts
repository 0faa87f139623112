import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { readThrough } from './artefact.ts'
import { soundRows } from './database-copy.ts'
import { nameAt } from './model.ts'
import { writeRestoreMark } from './restore-mark.ts'
import { syncFolder } from './stream.ts'

type Order = { file: string; data: string; database: string; migrations: string; at: number }
export type Restored = { rows: Record<string, number>; kept: string | undefined; damaged: string[] }

/**
 * Puts a copy in the place of what is there: unpacked and checked beside it first, then exchanged by renaming,
 * so that an error before the exchange changes nothing. What was there is kept in `before-restore-…`; the secret stays.
 * Only for a folder whose lock the caller holds.
 */
export function restore({ file, data, database, migrations, at }: Order): Restored {
  const fresh = join(data, `.restore-${process.pid}`)
  mkdirSync(fresh, { mode: 0o700 })
  try {
    const { rows, damaged } = unpack(resolve(file), fresh, migrations)
    const alsoFiles = !isBare(file)
    const kept = exchange(fresh, { data, database, alsoFiles, keep: join(data, keptName(at)) })
    writeRestoreMark(data, { name: basename(file), at })
    // An unclean stop of the data that was replaced says nothing of this.
    rmSync(join(data, 'running'), { force: true })
    syncFolder(data)
    return { rows, kept, damaged }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

function unpack(file: string, fresh: string, migrations: string) {
  if (isBare(file)) copyFileSync(file, join(fresh, 'crm.db'))
  const { manifest, damaged } = isBare(file) ? { manifest: undefined, damaged: [] } : readThrough(file, fresh)
  const rows = soundRows(join(fresh, 'crm.db'))
  const odd = manifest && Object.keys({ ...manifest.rows, ...rows }).find((name) => manifest.rows[name] !== rows[name])
  if (odd) throw new Error(`备份中的行数与清单不符：${odd}`)
  prepare(join(fresh, 'crm.db'), migrations)
  return { rows, damaged }
}

// As the server expects to find it; a database of newer code is refused before anything is moved.
function prepare(database: string, migrations: string) {
  const known = new Set(readMigrationFiles({ migrationsFolder: migrations }).map((one) => one.folderMillis))
  const db = new Database(database)
  try {
    const applied = db.prepare('select created_at from __drizzle_migrations').pluck().all().map(Number)
    if (applied.some((at) => !known.has(at))) throw new Error('备份由更新的版本写成，此版本不能恢复。请换回较新的程序。')
    db.pragma('journal_mode = WAL')
  } finally {
    db.close()
  }
}

type Exchange = { data: string; database: string; alsoFiles: boolean; keep: string }

function exchange(fresh: string, { data, database, alsoFiles, keep }: Exchange) {
  const replaced = ['', '-wal', '-shm'].map((part) => database + part)
  if (alsoFiles) replaced.push(join(data, 'files'), join(data, 'clock'))
  const there = replaced.filter(existsSync)
  if (there.length > 0) mkdirSync(keep, { mode: 0o700 })
  for (const path of there) renameSync(path, join(keep, basename(path)))
  renameSync(join(fresh, 'crm.db'), database)
  for (const name of ['files', 'clock']) if (existsSync(join(fresh, name))) renameSync(join(fresh, name), join(data, name))
  return there.length > 0 ? keep : undefined
}

// A copy made before a migration holds the database alone.
const isBare = (file: string) => file.endsWith('.db')

const keptName = (at: number) => nameAt(at).replace('kehu', 'before-restore').replace('.tar', '')

/** Whether a path is a file at all. */
export const isFile = (path: string) => existsSync(path) && statSync(path).isFile()
