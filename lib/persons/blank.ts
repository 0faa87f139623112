import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { contacts, files } from '#db/schema/archive'
import { customers, formerValues } from '#db/schema/customers'
import { tickets } from '#db/schema/tickets'
import { derived } from '../customers/model.ts'
import { renewTerms } from '../customers/terms.ts'
import { ERASED } from '../formats/mask.ts'
import { now } from '../kernel/time.ts'
import { renewTerms as renewTicketTerms } from '../tickets/terms.ts'
import type { Hit } from './list.ts'
import type { Person } from './model.ts'
import { ofCustomers, type TextTable, textTables } from './tables.ts'
import { cleaned, type Known } from './words.ts'

/** What of the archives goes beside name, number and e-mail. */
export type Options = { address: boolean; files: boolean }

const nobody = {
  name: ERASED,
  nameMasked: ERASED,
  position: '',
  roles: [],
  phone: '',
  phoneMasked: '',
  email: '',
  emailMasked: '',
  channel: '',
  birthday: '',
  isLunar: false,
  preferences: '',
  taboos: '',
  agreesVisits: false,
  agreesMarketing: false,
}

/** Takes a person out of their own records: the archive stays with what it says of the company, the contact with the days it was there. Returns how many of each. */
export function blankRecords(tx: Tx, person: Person, { address }: Options): Record<string, number> {
  const archives = archivesOf(person)
  for (const id of archives) blankArchive(tx, id, address)
  for (const id of person.contacts)
    tx.update(contacts)
      .set({ ...nobody, version: sql`version + 1` })
      .where(eq(contacts.id, id))
      .run()
  if (person.formers.length > 0) tx.delete(formerValues).where(inArray(formerValues.id, person.formers)).run()
  return { customers: archives.length, contacts: person.contacts.length, formers: person.formers.length }
}

/** Takes the rows of the person's files away, those in the recycle bin too; with `files` also all of a natural person's archive. Returns their contents. */
export function dropFiles(tx: Tx, person: Person, options: Options): { n: number; contents: string[] } {
  const own = person.contacts.length > 0 ? inArray(files.contactId, person.contacts) : undefined
  const natural = sql`${files.customerId} in (select id from ${customers} where type = 'person' and id in ${archivesOf(person)})`
  const which = or(own, options.files && archivesOf(person).length > 0 ? natural : undefined)
  if (!which) return { n: 0, contents: [] }
  const gone = tx.delete(files).where(which).returning({ sha256: files.sha256 }).all()
  return { n: gone.length, contents: [...new Set(gone.map(({ sha256 }) => sha256))] }
}

/** Blanks the person's words wherever else they stand: names in all that belongs to their archives, numbers and addresses in every row that was found. Returns how many rows changed. */
export function blankTexts(tx: Tx, person: Person, alone: Known, hits: readonly Hit[]): number {
  const found = Map.groupBy(hits, ({ table }) => table)
  return textTables(tx).reduce((sum, table) => {
    const rows = (found.get(table.name) ?? []).map(({ row }) => row)
    return sum + blankOwn(tx, table, person) + rows.reduce((n, row) => n + blankRow(tx, table, row, alone), 0)
  }, 0)
}

/** Renews the words by which the archives, and tickets that spoke of the person, are found. */
export function renewSearch(tx: Tx, { customers: ids }: Person, hits: readonly Hit[]) {
  for (const id of ids) renewTerms(tx, id)
  const spoke = hits.filter(({ table }) => table === 'tickets').map(({ row }) => row)
  const theirs = or(inArray(tickets.customerId, ids), inArray(tickets.id, spoke))
  for (const ticket of tx.select().from(tickets).where(theirs).all()) renewTicketTerms(tx, ticket)
}

const archivesOf = ({ records }: Person) => records.filter(({ kind }) => kind === 'customer').map(({ id }) => id)

function blankArchive(tx: Tx, id: number, address: boolean) {
  const before = tx.select().from(customers).where(eq(customers.id, id)).get()!
  const isPerson = before.type === 'person'
  const name = isPerson ? `${ERASED}（${before.number}）` : before.name
  const told = { ...before, name, contact: ERASED, phone: freePhone(tx, id, name), email: '' }
  const own = address ? { address: '', note: '' } : {}
  tx.update(customers)
    .set({
      ...own,
      ...derived(told),
      name,
      contact: ERASED,
      phone: told.phone,
      phoneMasked: '',
      email: '',
      position: '',
      updatedAt: now(),
      version: before.version + 1,
    })
    .where(eq(customers.id, id))
    .run()
}

// Two living archives of one name may both have lost their number.
function freePhone(tx: Tx, id: number, name: string): string {
  const twin = and(eq(customers.nameKey, name.toLowerCase()), eq(customers.phone, ''), isNull(customers.deletedAt))
  const taken = tx.select({ id: customers.id }).from(customers).where(twin).get()
  return taken && taken.id !== id ? `-${id}` : ''
}

function blankOwn(tx: Tx, table: TextTable, person: Person): number {
  const mine = ofCustomers(table, person.customers)
  if (!mine) return 0
  const rows = tx.all<{ row: number }>(sql`select rowid as row from ${sql.identifier(table.name)} where ${mine}`)
  return rows.reduce((n, { row }) => n + blankRow(tx, table, row, person), 0)
}

function blankRow(tx: Tx, { name, columns }: TextTable, row: number, known: Known): number {
  const table = sql.identifier(name)
  const names = columns.map((column) => sql.identifier(column))
  const there = tx.get<Record<string, unknown>>(sql`select ${sql.join(names, sql`, `)} from ${table} where rowid = ${row}`)
  const changed = columns.flatMap((column): SQL[] => {
    const text = there?.[column]
    const left = typeof text === 'string' ? cleaned(text, known, true) : text
    return left === text ? [] : [sql`${sql.identifier(column)} = ${isKey(column) ? `erased:${row}` : left}`]
  })
  if (changed.length === 0) return 0
  tx.run(sql`update ${table} set ${sql.join(changed, sql`, `)} where rowid = ${row}`)
  return 1
}

// What must differ from row to row says nothing to a reader.
const isKey = (column: string) => /(^|_)key$/.test(column)
