import { sql } from 'drizzle-orm'
import { writer } from '#db/client'

type Row = Record<string, string | number | null>
const rows = (query: ReturnType<typeof sql>) => writer().all<Row>(query)

/** A row of any table, every column that must be filled being filled, with the parents it needs; returns its rowid. */
export function plant(table: string, given: Row): number {
  const columns = rows(sql`select name, type, "notnull" as must, dflt_value as given, pk from pragma_table_info(${table})`)
  const parents = new Map(
    rows(sql`select "table" as parent, "from" as "column" from pragma_foreign_key_list(${table})`).map((key) => [
      key.column,
      String(key.parent),
    ]),
  )
  const own = columns.filter(({ name, must, given: value, pk, type }) => {
    const isRowid = Number(pk) === 1 && String(type).toUpperCase() === 'INTEGER' && !parents.has(name!)
    return !(String(name) in given) && Number(must) === 1 && value === null && !isRowid
  })
  const filled = own.map(({ name, type }): [string, string | number] => {
    const parent = parents.get(name!)
    if (parent)
      return [String(name), Number(rows(sql`select rowid as id from ${sql.identifier(parent)} limit 1`)[0]?.id ?? plant(parent, {}))]
    return [String(name), String(type).toUpperCase() === 'INTEGER' ? 1 : `"${table}${Math.random()}"`]
  })
  const values = { ...Object.fromEntries(filled), ...given }
  const names = sql.join(
    Object.keys(values).map((name) => sql.identifier(name)),
    sql`, `,
  )
  const contents = sql.join(
    Object.values(values).map((value) => sql`${value}`),
    sql`, `,
  )
  return Number(writer().run(sql`insert into ${sql.identifier(table)} (${names}) values (${contents})`).lastInsertRowid)
}
