import { type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'

/** A table with the columns that hold text of people's own, those that say which customer a row belongs to, and those that point to a row that does. */
export type TextTable = { name: string; columns: string[]; customer: string[]; via: { column: string; to: TextTable }[] }

// What holds no words about customers, or is blanked in a way of its own.
const LEFT =
  /^(sqlite_|__|customer_search|customer_terms$|ticket_search|ticket_terms$|customer_totals$|users$|settings$|departments$|sessions$|login_failures$|known_devices$|role_permissions$|serials$|once_keys$|erasures$|audit_)/
// What these tables say in columns of their own is another record's, or follows from it.
const OWN: Record<string, RegExp> = {
  customers: /^(number|type|name|name_key|name_pinyin|name_core|contact|contact_masked|phone|phone_masked|email|email_masked|credit_code)$/,
  contacts: /^(name|name_masked|phone|phone_masked|email|email_masked)$/,
  former_values: /^value$/,
  files: /^(sha256|extension|media_type|kind)$/,
}

/** Every table that may hold a word about a person, by the schema as it is: a module to come is looked through without being told of. */
export function textTables(from: Source): TextTable[] {
  const names = from.all<{ name: string }>(
    sql`select name from sqlite_schema where type = 'table' and sql not like 'create virtual%' order by name`,
  )
  const tables = names.filter(({ name }) => !LEFT.test(name)).map(({ name }) => tableOf(name, from))
  const hanging = new Map(tables.filter(({ customer }) => customer.length > 0).map((table) => [table.name, table]))
  return tables.map((table) => ({ ...table, via: viaOf(table, hanging, from) })).filter(({ columns }) => columns.length > 0)
}

/** The rows of a table that belong to these customers, of their own or by the row they point to; undefined where none can. */
export function ofCustomers({ name, customer, via }: TextTable, ids: readonly number[]): SQL | undefined {
  const links = name === 'files' || name === 'contacts' ? ['customer_id'] : customer
  const own = links.map((link) => sql`${sql.identifier(link)} in ${ids}`)
  const others = via.map(
    ({ column, to }) => sql`${sql.identifier(column)} in (select rowid from ${sql.identifier(to.name)} where ${ofCustomers(to, ids)})`,
  )
  return own.length + others.length > 0 ? sql.join([...own, ...others], sql` or `) : undefined
}

function tableOf(name: string, from: Source): TextTable {
  const columns = from.all<{ name: string; type: string }>(sql`select name, type from pragma_table_info(${name})`)
  const customer =
    name === 'customers' ? ['id'] : keysOf(name, from).flatMap(({ column, table }) => (table === 'customers' ? [column] : []))
  const texts = columns.filter((column) => /^text$/i.test(column.type) && !OWN[name]?.test(column.name))
  return { name, columns: texts.map((column) => column.name), customer, via: [] }
}

// What hangs on a customer itself needs no detour.
const viaOf = ({ name, customer }: TextTable, hanging: ReadonlyMap<string, TextTable>, from: Source) =>
  customer.length > 0
    ? []
    : keysOf(name, from).flatMap(({ column, table }) => {
        const to = hanging.get(table)
        return to ? [{ column, to }] : []
      })

const keysOf = (name: string, from: Source) =>
  from.all<{ column: string; table: string }>(sql`select "from" as column, "table" from pragma_foreign_key_list(${name})`)
