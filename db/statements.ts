import type Database from 'better-sqlite3'
import { fillPlaceholders, getTableColumns, getTableName, SQL, StringChunk, sql } from 'drizzle-orm'
import { SQLiteSyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Source } from './client.ts'

// Texts of queries, whoever asks them over whichever connection; none is opened here.

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

/** A whole number that stands in the text of a query: the planner picks its way by a LIMIT it can read. */
export function literal(n: number): SQL {
  if (!Number.isSafeInteger(Math.trunc(n))) throw new RangeError(`no whole number: ${n}`)
  return new SQL([new StringChunk(String(Math.trunc(n)))])
}

/** The builder's own way with a limit, but for that. */
export function buildLimit(limit: unknown): SQL | undefined {
  if (typeof limit === 'number') return limit >= 0 ? sql` limit ${literal(limit)}` : undefined
  return limit === undefined ? undefined : sql` limit ${limit}`
}

const KEPT = 500

/** The builder asks for the same text again and again; compiling it takes longer than running it. */
export function keepingStatements(sqlite: Database.Database) {
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
