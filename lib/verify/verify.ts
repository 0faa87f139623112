import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { type Check, checks } from './checks.ts'

export type Finding = { name: string; problem: string | undefined }

/** Runs every check over a data folder as it is at one moment, also while a server works on it; changes nothing. */
export function verify(data: string, database: string): Finding[] {
  if (!existsSync(database)) return [{ name: '数据库文件', problem: `${database} 不存在` }]
  const db = new Database(database, { readonly: true, timeout: 5000 })
  try {
    db.pragma('trusted_schema = OFF')
    db.exec('begin')
    return checks.map((check) => ({ name: check.name, problem: outcomeOf(check, db, data) }))
  } finally {
    db.close()
  }
}

// A check that cannot even be made is a problem of its own.
function outcomeOf(check: Check, db: Database.Database, data: string) {
  try {
    return check.find(db, data)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
