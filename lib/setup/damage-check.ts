import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { newestGood } from '#lib/backups/folder'
import { DAY } from '#lib/kernel/time'
import { CannotStart } from './cannot-start.ts'
import type { Place } from './place.ts'

/** Marks that the data is in use; what still stands at the next start tells of an unclean stop. */
export const markRunning = ({ data }: Place) => writeFileSync(join(data, 'running'), `${process.pid}\n`, { mode: 0o600 })
export const markStopped = ({ data }: Place) => rmSync(join(data, 'running'), { force: true })

/** Reads the database through after an unclean stop, else weekly; a damaged one is not served, and the newest good backup is named. */
export function checkDamage(place: Place) {
  const checked = join(place.data, 'checked')
  if (!existsSync(place.database)) {
    if (existsSync(checked)) throw new CannotStart(`数据库文件 ${place.database} 不见了。${wayBack(place)}`)
    return
  }
  if (!existsSync(join(place.data, 'running')) && isRecent(checked)) return
  const damage = damageOf(place.database)
  if (damage) throw new CannotStart(`数据库已损坏（${damage}），不予启动。${wayBack(place)}`)
}

/** Notes that the database is there and was found sound. */
export const markChecked = ({ data }: Place) => writeFileSync(join(data, 'checked'), '', { mode: 0o600 })

/** What SQLite finds wrong with a file; undefined when it is sound. */
export function damageOf(file: string): string | undefined {
  let db: Database.Database | undefined
  try {
    db = new Database(file, { fileMustExist: true, timeout: 2000 })
    const found = db.pragma('quick_check(1)', { simple: true })
    return found === 'ok' ? undefined : String(found).split('\n')[0]
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  } finally {
    db?.close()
  }
}

function wayBack({ backups }: Place) {
  const good = newestGood(backups)
  return good ? `最近的完好备份：${good}。恢复命令：npm run restore -- ${good}` : `${backups} 中没有完好的备份。`
}

// The age of a file, so the system's own clock.
const isRecent = (file: string) => existsSync(file) && Date.now() - statSync(file).mtimeMs < 7 * DAY
