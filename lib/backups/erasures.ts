import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { discard } from '../files/store.ts'
import { isContentUsed, listAllErasures, listUnsettled } from '../persons/queries.ts'
import { isIn, keepLedger, type LedgerEntry, readLedger } from './erasure-ledger.ts'
import { isCopy } from './model.ts'
import { backupPlace } from './queries.ts'

/** Clears what an erasure leaves outside the rows: file contents nobody speaks of, and the write-ahead log. Returns the erasures that are clear now; where somebody reads just then, none is, and a later call does it. */
export function clearTraces(): number[] {
  const { data, database } = backupPlace()
  const open = listUnsettled()
  if (open.length === 0) return []
  keepLedger(data, listAllErasures())
  for (const sha256 of open.flatMap(({ contents }) => contents)) if (!isContentUsed(sha256)) discard(data, sha256)
  return foldAway(database) ? open.map(({ id }) => id) : []
}

/** Erasures that this folder remembers and its database does not: an earlier state was put back. */
export function listForgotten(): LedgerEntry[] {
  const known = listAllErasures()
  return readLedger(backupPlace().data).filter((entry) => !isIn(known, entry))
}

// Written into the file itself and cut to nothing; false where a reader still needs it.
function foldAway(file: string): boolean {
  const db = new Database(file, { timeout: 0 })
  try {
    db.pragma('secure_delete = ON')
    const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    return result?.busy === 0
  } finally {
    db.close()
  }
}

/** How many copies still hold what was erased at a moment: backups that rotate, and folders a restore kept, which do not. */
export function oldCopies(at: number): { backups: number; kept: number } {
  const { data, backups } = backupPlace()
  return { backups: olderIn(backups, isCopy, at), kept: olderIn(data, (name) => name.startsWith('before-restore-'), at) }
}

function olderIn(folder: string, is: (name: string) => boolean, at: number): number {
  if (!existsSync(/* turbopackIgnore: true */ folder)) return 0
  return readdirSync(/* turbopackIgnore: true */ folder).filter((name) => is(name) && statSync(join(folder, name)).birthtimeMs < at).length
}
