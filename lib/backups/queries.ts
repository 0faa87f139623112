import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { databaseFile, dataDir } from '#db/client'
import { Missing } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import { readManifest } from './artefact.ts'
import { backupsIn } from './folder.ts'
import { isBackup, isCopy, type Manifest } from './model.ts'

type BackupGrant = Grant<'backup.create'> | Grant<'backup.download'>

/** Where this process keeps its data and its backups: absolute paths. */
export function backupPlace() {
  const data = resolve(dataDir())
  return { data, database: resolve(databaseFile()), backups: join(data, 'backups') }
}

/** The copies at hand, newest first: whole backups, and those made before a migration. Only what was checked bears such a name; `manifest` is missing where it cannot be read any more. */
export function listBackups(_me: BackupGrant) {
  const { backups } = backupPlace()
  const names = existsSync(/* turbopackIgnore: true */ backups) ? readdirSync(/* turbopackIgnore: true */ backups).filter(isCopy) : []
  return names.map((name) => copyIn(backups, name)).sort((a, b) => b.madeAt - a.madeAt)
}

/** When the newest whole backup was made (UTC milliseconds), by its name alone; undefined when there is none. */
export function lastBackupAt(): number | undefined {
  return backupsIn(backupPlace().backups).sort((a, b) => b.madeAt - a.madeAt)[0]?.madeAt
}

/** The path of one copy by its name; what bears no such name is not there. */
export function findCopy(_me: BackupGrant, name: string) {
  const path = join(backupPlace().backups, name)
  if (!isCopy(name) || !existsSync(path)) throw new Missing('备份')
  return { path, bytes: statSync(path).size }
}

function copyIn(folder: string, name: string) {
  const { size, mtimeMs } = statSync(join(folder, name))
  const manifest = isBackup(name) ? manifestOf(join(folder, name)) : undefined
  return { name, bytes: size, madeAt: manifest?.madeAt ?? Math.round(mtimeMs), whole: isBackup(name), manifest }
}

function manifestOf(path: string): Manifest | undefined {
  try {
    return readManifest(path)
  } catch {
    return undefined
  }
}
