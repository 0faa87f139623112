import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import * as schema from './schema/index.ts'

export type Client = ReturnType<typeof connect>
const held = globalThis as { kehuWriter?: Client; kehuReader?: Client }

export const dataDir = () => process.env.DATA_DIR ?? 'data'
export const databaseFile = () => process.env.DATABASE_FILE ?? join(dataDir(), 'crm.db')

/** The one writing connection, opened on first use; only execute() and the start-up take it. */
export const writer = () => (held.kehuWriter ??= connect())

/** A connection that SQLite itself keeps from writing: a page can read, only a command can write. */
export const reader = () => (held.kehuReader ??= connect({ readonly: true }))

/** Both connections closed and forgotten, the log folded into the file: for a graceful stop and for tests. */
export function closeClients() {
  held.kehuReader?.$client.close()
  held.kehuWriter?.$client.pragma('wal_checkpoint(TRUNCATE)')
  held.kehuWriter?.$client.close()
  held.kehuReader = held.kehuWriter = undefined
}

export type Tx = Parameters<Parameters<Client['transaction']>[0]>[0]
export type Source = Client | Tx

/** A query that every page asks: built once a connection, with placeholders for what differs. */
export function builtOnce<Q>(build: (from: Source) => Q): (from: Source) => Q {
  const built = new WeakMap<Source, Q>()
  return (from) => {
    const known = built.get(from)
    if (known) return known
    const query = build(from)
    built.set(from, query)
    return query
  }
}

function connect(options: { readonly?: boolean } = {}) {
  const sqlite = new Database(databaseFile(), { ...options, timeout: 2000 })
  if (!options.readonly) sqlite.pragma('journal_mode = WAL')
  for (const pragma of ['synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON', 'trusted_schema = OFF', 'cache_size = -64000'])
    sqlite.pragma(pragma)
  return drizzle(keepingStatements(sqlite), { schema })
}

const KEPT = 500

// The builder asks for the same text again and again; compiling it takes longer than running it.
function keepingStatements(sqlite: Database.Database) {
  const compile = sqlite.prepare.bind(sqlite)
  const kept = new Map<string, Database.Statement>()
  const prepare = (text: string) => {
    const known = kept.get(text)
    if (known && !known.busy) return known.reader ? known.raw(false) : known
    if (kept.size >= KEPT) kept.clear()
    const statement = compile(text)
    kept.set(text, statement)
    return statement
  }
  return Object.assign(sqlite, { prepare })
}
