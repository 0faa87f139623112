import { mkdirSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import * as schema from '#db/schema/index'
import { startMatrix } from '#lib/roles/model'

/** One database, migrated once, with the start matrix: each test file works on a copy. Two runs at once do not meet. */
export default function () {
  const folder = `.test/${process.pid}`
  mkdirSync(folder, { recursive: true })
  process.env.TEST_FOLDER = folder
  const sqlite = new Database(`${folder}/template.db`)
  const db = drizzle(sqlite)
  migrate(db, { migrationsFolder: 'db/migrations' })
  db.insert(schema.rolePermissions).values(startMatrix()).run()
  sqlite.close()
  return () => rmSync(folder, { recursive: true, force: true })
}
