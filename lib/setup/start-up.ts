import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { guardClock } from './clock-guard.ts'
import { checkDamage, markChecked, markRunning, markStopped } from './damage-check.ts'
import { openDataFolder, sweepIncoming } from './data-folder.ts'
import { lockData } from './data-lock.ts'
import { bringUpToDate, foldLog } from './migrations.ts'
import { type Place, placeOf } from './place.ts'
import { setKeys } from './secret.ts'

export type Started = { place: Place; stop: () => void }

/**
 * Makes the data ready to be served, in the order that keeps it whole: folder, lock, keys, clock, damage check, backup
 * and migration, sweep. Throws `CannotStart` with a reason for people; `stop` notes a clean end and frees the folder.
 */
export function startUp(root: string, env: Record<string, string | undefined>, say: (line: string) => void): Started {
  const place = placeOf(env)
  openDataFolder(place)
  const unlock = lockData(place)
  try {
    prepare(place, root, env, say)
  } catch (error) {
    unlock()
    throw error
  }
  return { place, stop: () => stopCleanly(place, unlock) }
}

function prepare(place: Place, root: string, env: Record<string, string | undefined>, say: (line: string) => void) {
  setKeys(place.data, env)
  const warning = guardClock(place, env)
  if (warning) say(warning)
  checkDamage(place)
  markRunning(place)
  const ran = bringUpToDate(place, join(root, 'db', 'migrations'))
  if (ran) say(`数据库已升级：${ran} 项`)
  chmodSync(place.database, 0o600)
  markChecked(place)
  sweepIncoming(place)
}

// By now every other connection is closed, so the log is folded into the file and a copy of the file is whole.
function stopCleanly(place: Place, unlock: () => void) {
  try {
    foldLog(place.database)
    markStopped(place)
  } finally {
    unlock()
  }
}
