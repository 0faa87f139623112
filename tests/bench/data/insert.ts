import Database from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { customers, customerTerms } from '#db/schema/customers'
import { followUps, purchases, todos } from '#db/schema/followups'
import type { Batch, Table } from './batch.ts'

const BATCHES = 20
const targets = { customers, customerTerms, followUps, todos, purchases } satisfies Record<keyof Batch['tables'], SQLiteTable>

/** Writes batches through prepared statements on a connection of its own; what the database keeps by triggers, it keeps here too. */
export async function insertBatches(file: string, batches: AsyncIterable<Batch>, told: (customers: number) => void) {
  const db = new Database(file)
  // The folder is new and is thrown away when the build breaks off; indexes, triggers and the word index work as in the product.
  for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -1500000', 'temp_store = MEMORY'])
    db.pragma(pragma)
  try {
    await insertAll(db, batches, told)
    db.pragma('journal_mode = WAL')
  } finally {
    db.close()
  }
}

async function insertAll(db: Database.Database, batches: AsyncIterable<Batch>, told: (customers: number) => void) {
  const inserters = new Map<string, Database.Statement>()
  let pending = 0
  db.exec('begin')
  for await (const { from, tables } of batches) {
    for (const name of Object.keys(targets) as (keyof Batch['tables'])[]) insertRows(db, inserters, name, tables[name])
    if (++pending % BATCHES === 0) db.exec('commit; begin')
    told(from + tables.customers.rows.length)
  }
  db.exec('commit')
}

function insertRows(
  db: Database.Database,
  inserters: Map<string, Database.Statement>,
  name: keyof Batch['tables'],
  { columns, rows }: Table,
) {
  if (rows.length === 0) return
  const insert = inserters.get(name) ?? db.prepare(insertInto(targets[name], columns))
  inserters.set(name, insert)
  for (const row of rows) insert.run(row)
}

function insertInto(table: SQLiteTable, keys: string[]) {
  const columns = getTableColumns(table)
  return `insert into ${getTableName(table)} (${keys.map((key) => columns[key]!.name).join(', ')}) values (${keys.map(() => '?').join(', ')})`
}
