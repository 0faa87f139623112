import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isBackup, isCopy } from './model.ts'

/** The whole backups in a folder with the moment each was put there. */
export function backupsIn(folder: string): { name: string; madeAt: number; bytes: number }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(isBackup)
    .map((name) => ({ name, stat: statSync(join(folder, name)) }))
    .map(({ name, stat }) => ({ name, madeAt: momentIn(name), bytes: stat.size }))
}

/** The newest copy in a folder that reads through as sound, whole backup or copy before a migration; undefined when there is none. */
export function newestGood(folder: string, isSound: (path: string) => boolean): string | undefined {
  if (!existsSync(folder)) return undefined
  const paths = readdirSync(folder).filter(isCopy).map((name) => join(folder, name))
  return paths.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs).find(isSound)
}

const momentIn = (name: string) => Date.parse(name.replace(/^kehu-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.tar$/, '$1-$2-$3T$4:$5:$6+08:00'))
