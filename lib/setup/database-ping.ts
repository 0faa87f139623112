import Database from 'better-sqlite3'
import { onStop } from '#lib/door/closers'

/** Questions of the front door to the database, over a connection of its own that cannot write: whether it answers, for `/health`, or throws; and a number that is another whenever somebody has written. */
export function databasePing(file: string): { databaseAnswers: () => boolean; dataVersion: () => number } {
  const db = new Database(file, { readonly: true, timeout: 500 })
  onStop('health', () => db.close())
  const question = db.prepare('select count(*) from __drizzle_migrations').pluck()
  const version = db.prepare('pragma data_version').pluck()
  return { databaseAnswers: () => question.get() !== undefined, dataVersion: () => version.get() as number }
}
