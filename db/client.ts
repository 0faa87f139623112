import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fillPlaceholders, getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { SQLiteSyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core'
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

/** A query that every page asks: built once a connection, inside and outside of transactions alike, with placeholders for what differs. */
export function builtOnce<Q>(build: (from: Source) => Q): (from: Source) => Q {
  const built = new WeakMap<object, Q>()
  return (from) => {
    const connection = connectionOf(from)
    const known = built.get(connection)
    if (known) return known
    const query = build(from)
    built.set(connection, query)
    return query
  }
}

const connectionOf = (from: Source) => (from as unknown as { session: { client: Database.Database } }).session.client

const dialect = new SQLiteSyncDialect()

/**
 * Rows as SQLite names them, asked by a text that is built once, with placeholders for what differs: for fifty rows of thirty columns
 * the builder's decoding takes longer than the reading.
 */
export function rowsOnce<Row>(query: SQL): (from: Source, values: Record<string, unknown>) => Row[] {
  const { sql: text, params } = dialect.sqlToQuery(query)
  return (from, values) => connectionOf(from).prepare(text).all(fillPlaceholders(params, values)) as Row[]
}

/** Puts rows into a table by a text that is built once, each column in the form it is stored in; returns the new row's id. */
export function puttingInto(table: SQLiteTable): (from: Source, row: Record<string, unknown>) => number {
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => !column.primary)
  const names = columns.map(([, column]) => `"${column.name}"`)
  const text = `insert into "${getTableName(table)}" (${names}) values (${names.map(() => '?')})`
  const stored = (row: Record<string, unknown>) =>
    columns.map(([name, column]) => (row[name] === null || row[name] === undefined ? null : column.mapToDriverValue(row[name])))
  return (from, row) => Number(connectionOf(from).prepare(text).run(stored(row)).lastInsertRowid)
}

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

/** A whole number that stands in the text of a query: the planner picks its way by a LIMIT it can read. */
export const literal = (n: number): SQL => sql.raw(String(Math.trunc(n)))

function buildLimit(limit: unknown): SQL | undefined {
  if (typeof limit === 'number') return limit >= 0 ? sql` limit ${literal(limit)}` : undefined
  return limit === undefined ? undefined : sql` limit ${limit}`
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
    const statement = compile(plannedOnce(text))
    kept.set(text, statement)
    return statement
  }
  return Object.assign(sqlite, { prepare })
}

// Once SQLite has looked at a bound value while planning, and in a join it looks at all of them, it plans the statement anew at each execution:
// ten times the work of answering. Behind a plus it does not look; so a partial index is found only by a condition that spells its words.
const plannedOnce = (text: string) => text.replace(/'[^']*'|"[^"]*"|`[^`]*`|(?<!limit )\?/gi, (found) => (found === '?' ? '+?' : found))
