import { type SQL, sql } from 'drizzle-orm'
import type { Source, Tx } from '#db/client'
import type { StoredRow, Undo } from '#db/schema/duplicates'

export type Key = { table: string; column: string }
type Raw = StoredRow['row']

/** What is not moved from one customer to the other, but settled apart. */
const APART = new Set(['duplicate_pairs'])

/** Every column that points to a customer, as the database itself tells: a table that comes later is not forgotten. */
export const keysToCustomers = (from: Source): Key[] =>
  from
    .all<Key>(
      sql`select m.name as "table", f."from" as "column" from sqlite_schema m, pragma_foreign_key_list(m.name) f where m.type = 'table' and f."table" = 'customers' order by 1, 2`,
    )
    .filter(({ table }) => !APART.has(table))

/** Tables with one row a customer that triggers write: they are put back as they stood. A profile is written by people, and moves. */
export const singlesOf = (tx: Tx): Key[] =>
  keysToCustomers(tx).filter(({ table, column }) => table !== 'profiles' && isRowid(tx, table, column))

/** Copies of the rows of these customers. */
export const copy = (tx: Tx, { table, column }: Key, ids: number[]): StoredRow[] =>
  tx.all<Raw>(sql`select * from ${sql.identifier(table)} where ${sql.identifier(column)} in ${ids}`).map((row) => ({ table, row }))

/** Tables whose rows triggers change when they move: stamps that hold for one archive alone. */
export const stampsOf = (tx: Tx): Key[] => keysToCustomers(tx).filter(({ table }) => table === 'verifications')

/** Puts rows back as they were copied, whatever became of them. */
export function restore(tx: Tx, stored: StoredRow) {
  const { name } = tx.get<{ name: string }>(sql`select name from pragma_table_info(${stored.table}) where pk = 1`)
  tx.run(sql`delete from ${sql.identifier(stored.table)} where ${sql.identifier(name)} = ${stored.row[name]}`)
  putBack(tx, stored)
}

/** Hangs one row after the other on another customer; where that one has its own already, the row is taken away and returned as it stood. */
export function move(tx: Tx, { table, column }: Key, from: number, to: number): { rows: number[]; taken: StoredRow[] } {
  const [name, key] = [sql.identifier(table), sql.identifier(column)]
  const rows: number[] = []
  const taken: StoredRow[] = []
  for (const { rowid } of tx.all<{ rowid: number }>(sql`select rowid as "rowid" from ${name} where ${key} = ${from}`)) {
    const { changes } = tx.run(sql`update or ignore ${name} set ${key} = ${to} where rowid = ${rowid}`)
    if (changes > 0) rows.push(isRowid(tx, table, column) ? to : rowid)
    else taken.push(...take(tx, table, sql`rowid = ${rowid}`))
  }
  return { rows, taken }
}

/** Takes rows out of a table, as they stood. */
export function take(tx: Tx, table: string, where: SQL): StoredRow[] {
  const name = sql.identifier(table)
  const rows = tx.all<Raw>(sql`select * from ${name} where ${where}`)
  if (rows.length > 0) tx.run(sql`delete from ${name} where ${where}`)
  return rows.map((row) => ({ table, row }))
}

/** Hangs moved rows back; those that have gone elsewhere since, or away, stay as they are. */
export function moveBack(tx: Tx, { table, column, rows }: Undo['moved'][number], from: number, to: number) {
  const [name, key] = [sql.identifier(table), sql.identifier(column)]
  for (const rowid of rows) tx.run(sql`update or ignore ${name} set ${key} = ${to} where rowid = ${rowid} and ${key} = ${from}`)
}

/** Puts a row back where it stood; what it pointed to and is gone meanwhile is left open, or the row stays out. */
export function putBack(tx: Tx, { table, row }: StoredRow) {
  const whole = withoutGone(tx, table, row)
  if (!whole) return
  const columns = sql.join(
    Object.keys(whole).map((column) => sql.identifier(column)),
    sql`, `,
  )
  const values = sql.join(
    Object.values(whole).map((value) => sql`${value}`),
    sql`, `,
  )
  tx.run(sql`insert or ignore into ${sql.identifier(table)} (${columns}) values (${values})`)
}

// Where the key is the row's own id, it goes with it.
const isRowid = (tx: Tx, table: string, column: string) => {
  const primary = tx.all<{ name: string; type: string }>(sql`select name, type from pragma_table_info(${table}) where pk > 0`)
  return primary.length === 1 && primary[0]?.name === column && primary[0].type.toUpperCase() === 'INTEGER'
}

function withoutGone(tx: Tx, table: string, row: Raw): Raw | undefined {
  const kept = { ...row }
  const must = new Set(
    tx.all<{ name: string }>(sql`select name from pragma_table_info(${table}) where "notnull" = 1 or pk > 0`).map(({ name }) => name),
  )
  for (const { parent, column } of tx.all<{ parent: string; column: string }>(
    sql`select "table" as parent, "from" as "column" from pragma_foreign_key_list(${table})`,
  )) {
    if (kept[column] === null || tx.get(sql`select 1 from ${sql.identifier(parent)} where id = ${kept[column]}`)) continue
    if (must.has(column)) return undefined
    kept[column] = null
  }
  return kept
}
