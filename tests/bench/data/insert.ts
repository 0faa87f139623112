import Database from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Batch, Table } from './batch.ts'

const BATCHES = 20
/** The tables that the rows of a batch go to, in the order in which they are written. */
export type Targets = Record<string, SQLiteTable>
type Told = (done: number) => void

/** Writes batches through prepared statements on a connection of its own; what the database keeps by triggers, it keeps here too. */
export async function insertBatches(file: string, targets: Targets, batches: AsyncIterable<Batch>, told: Told) {
  const db = new Database(file)
  // A folder whose build breaks off is never used again; indexes, triggers and the word index work as in the product.
  for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -1500000', 'temp_store = MEMORY'])
    db.pragma(pragma)
  try {
    await insertAll(db, targets, batches, told)
    db.pragma('journal_mode = WAL')
  } finally {
    db.close()
  }
}

async function insertAll(db: Database.Database, targets: Targets, batches: AsyncIterable<Batch>, told: Told) {
  const inserters = new Map<SQLiteTable, Database.Statement>()
  let pending = 0
  db.exec('begin')
  for await (const { from, count, tables } of batches) {
    for (const [name, target] of Object.entries(targets)) insertRows(db, inserters, target, tables[name]!)
    if (++pending % BATCHES === 0) db.exec('commit; begin')
    told(from + count)
  }
  db.exec('commit')
}

function insertRows(db: Database.Database, inserters: Map<SQLiteTable, Database.Statement>, target: SQLiteTable, { columns, rows }: Table) {
  if (rows.length === 0) return
  const insert = inserters.get(target) ?? db.prepare(insertInto(target, columns))
  inserters.set(target, insert)
  for (const row of rows) insert.run(row)
}

function insertInto(table: SQLiteTable, keys: string[]) {
  const columns = getTableColumns(table)
  return `insert into ${getTableName(table)} (${keys.map((key) => columns[key]!.name).join(', ')}) values (${keys.map(() => '?').join(', ')})`
}
