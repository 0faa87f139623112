import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { readThrough } from './artefact.ts'
import { problemIn } from './database-copy.ts'
import { isBackup } from './model.ts'

/** The whole backups in a folder with the moment each was put there. */
export function backupsIn(folder: string): { name: string; madeAt: number; bytes: number }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(isBackup)
    .map((name) => ({ name, stat: statSync(join(folder, name)) }))
    .map(({ name, stat }) => ({ name, madeAt: momentIn(name), bytes: stat.size }))
}

/** The newest copy in a folder that is found sound when read through, whole backup or bare database; undefined when there is none. */
export function newestGood(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  const paths = readdirSync(folder)
    .filter((name) => /\.(tar|db)$/.test(name))
    .map((name) => join(folder, name))
  return paths.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs).find(isSound)
}

function isSound(path: string) {
  try {
    if (path.endsWith('.db')) return isSoundDatabase(path)
    readThrough(path)
    return true
  } catch {
    return false
  }
}

function isSoundDatabase(path: string) {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    return problemIn(db) === undefined
  } finally {
    db.close()
  }
}

const momentIn = (name: string) => Date.parse(name.replace(/^kehu-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.tar$/, '$1-$2-$3T$4:$5:$6+08:00'))
