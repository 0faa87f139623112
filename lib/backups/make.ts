import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readThrough, writeArtefact } from './artefact.ts'
import { copyDatabase } from './database-copy.ts'
import { backupsIn } from './folder.ts'
import { COPIES_KEPT, isBackup, isCopy, type Made, sizeWords, surplus } from './model.ts'
import { storedFiles } from './stored-files.ts'
import { syncFolder } from './stream.ts'

export type Order = { data: string; database: string; backups: string; name: string; work: string; at: number }

const ROOM = 64 * 1024 * 1024
const STALE_MS = 6 * 3_600_000

/** Makes one backup from beginning to end, in the thread that calls it: copy, check, pack, read through, put in place, clear old ones. An error leaves nothing behind. */
export function makeInThisThread({ data, database, backups, name, work, at }: Order): Made {
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  sweepWork(backups)
  needRoom(data, database, backups)
  mkdirSync(work, { mode: 0o700 })
  try {
    const rows = copyDatabase(database, join(work, 'crm.db'))
    const packed = join(work, name)
    const manifest = writeArtefact(packed, data, join(work, 'crm.db'), { madeAt: at, rows })
    const { damaged } = readThrough(packed)
    renameSync(packed, join(backups, name))
    syncFolder(backups)
    return { name, bytes: statSync(join(backups, name)).size, manifest, damaged, removed: clearOld(backups, at) }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function clearOld(backups: string, at: number): string[] {
  const names = [...surplus(backupsIn(backups), at), ...oldCopies(backups, at)]
  for (const name of names) rmSync(join(backups, name), { force: true })
  return names
}

// A copy made before a migration goes with the oldest backups: what was erased must not outlive them in it (I-04).
const oldCopies = (backups: string, at: number) =>
  readdirSync(backups).filter((name) => isCopy(name) && !isBackup(name) && statSync(join(backups, name)).mtimeMs < at - COPIES_KEPT)

// A backup must not take the room the company's own writing needs.
function needRoom(data: string, database: string, backups: string) {
  const sizes = [
    ...['', '-wal']
      .map((part) => database + part)
      .filter(existsSync)
      .map((file) => 2 * statSync(file).size),
    ...storedFiles(data).map((file) => file.size),
  ]
  const needed = sizes.reduce((sum, size) => sum + size, ROOM)
  const { bavail, bsize } = statfsSync(backups)
  if (bavail * bsize < needed) throw new Error(`磁盘空间不足：备份约需 ${sizeWords(needed)}，剩余 ${sizeWords(bavail * bsize)}`)
}

// What a killed backup left behind; one that is at work is younger.
function sweepWork(backups: string) {
  for (const name of readdirSync(backups).filter((one) => one.startsWith('.work-'))) {
    const path = join(backups, name)
    if (Date.now() - statSync(path).mtimeMs > STALE_MS) rmSync(path, { recursive: true, force: true })
  }
}
