import { mkdirSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import * as schema from '#db/schema/index'
import { startMatrix } from '#lib/users/model'

export const template = '.test/template.db'

/** One database, migrated once, with the start matrix: each test file works on a copy. */
export default function () {
  rmSync('.test', { recursive: true, force: true })
  mkdirSync('.test')
  const sqlite = new Database(template)
  const db = drizzle(sqlite)
  migrate(db, { migrationsFolder: 'db/migrations' })
  db.insert(schema.rolePermissions).values(startMatrix()).run()
  sqlite.close()
}
