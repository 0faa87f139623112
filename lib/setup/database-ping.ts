import Database from 'better-sqlite3'
import { onStop } from '#lib/door/closers'

/** A question to the database for `/health`, over a connection of its own that cannot write; throws when it does not answer. */
export function databasePing(file: string): () => boolean {
  const db = new Database(file, { readonly: true, timeout: 500 })
  onStop('health', () => db.close())
  const question = db.prepare('select count(*) from __drizzle_migrations').pluck()
  return () => question.get() !== undefined
}
