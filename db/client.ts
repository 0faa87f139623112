import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import * as schema from './schema/index.ts'
import { buildLimit, builtOnce, keepingStatements } from './statements.ts'

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

type Kept<V> = { by: Client; version: number; values: Map<string, V> }

/**
 * What was read of small tables that every page asks, kept until another connection has written; SQLite itself says when.
 * On the writing connection and within a transaction it is read afresh.
 */
export function whileUnchanged<V>(read: (from: Source, key: string) => V): (from: Source, key?: string) => V {
  let kept: Kept<V> | undefined
  return (from, key = '') => {
    const by = held.kehuReader
    if (!by || from !== by) return read(from, key)
    const version = versionOf(by)
    if (kept?.by !== by || kept.version !== version) kept = { by, version, values: new Map() }
    const { values } = kept
    if (!values.has(key)) values.set(key, read(from, key))
    return values.get(key) as V
  }
}

const versionOf = (by: Client) => versionsOf(by).get() as number
const versionsOf = builtOnce((from) => (from as Client).$client.prepare('pragma data_version').pluck())

// Pages of 4 KB. The server folds the log in a thread of its own long before; a command that runs alone does it itself at this length.
const LONGEST_LOG = 16_000

function connect(options: { readonly?: boolean } = {}) {
  const sqlite = new Database(databaseFile(), { ...options, timeout: 2000 })
  if (!options.readonly) {
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma(`wal_autocheckpoint = ${LONGEST_LOG}`)
  }
  for (const pragma of ['synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON', 'trusted_schema = OFF', 'cache_size = -32000'])
    sqlite.pragma(pragma)
  const client = drizzle(keepingStatements(sqlite), { schema })
  Object.assign((client as unknown as { dialect: object }).dialect, { buildLimit })
  return client
}
