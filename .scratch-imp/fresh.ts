import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import * as schema from '#db/schema/index'
import { startMatrix } from '#lib/users/model'
export function fresh(file: string) {
  for (const x of ['', '-wal', '-shm']) rmSync(file + x, { force: true })
  const sqlite = new Database(file); const db = drizzle(sqlite)
  migrate(db, { migrationsFolder: 'db/migrations' }); db.insert(schema.rolePermissions).values(startMatrix()).run(); sqlite.close()
  process.env.DATABASE_FILE = file; process.env.DATA_DIR = '.scratch-imp'
}
