import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { profiles } from '#db/schema/archive'
import { customers, customerTerms } from '#db/schema/customers'
import type { Undo } from '#db/schema/duplicates'
import { consents } from '#db/schema/strategies'
import { clashFinder } from '../customers/clash.ts'
import { type Customer, derived } from '../customers/model.ts'
import { findTwin } from '../customers/queries.ts'
import { renewTerms } from '../customers/terms.ts'
import { Conflict } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { renewTermsOf } from '../tickets/terms.ts'
import { columnsOf, type MergeField } from './choice.ts'
import { copy, keysToCustomers, move, moveBack, putBack, restore, singlesOf, stampsOf, take } from './hanging.ts'
import { keepNames, keepPeople } from './keep.ts'

type Raw = Undo['changed']

/** Makes two rows one: what hung on the loser hangs on the winner, the chosen values stand there, the loser is gone; returns the winner and what would bring both back. */
export function fuse(
  tx: Tx,
  winner: Customer,
  loser: Customer,
  fromLoser: ReadonlySet<MergeField>,
  by: number | null,
): { after: Customer; undo: Undo } {
  const wanted = chosen(winner, loser, fromLoser)
  refuseThird(tx, wanted, loser)
  const before = rawOf(tx, winner.id)
  const single = [...singlesOf(tx), ...stampsOf(tx)].flatMap((key) => copy(tx, key, [winner.id, loser.id]))
  const undo: Undo = { moved: [], taken: [], single, added: [], changed: {} }
  undo.taken.push(...take(tx, 'duplicate_pairs', sql`low_id = ${loser.id} or high_id = ${loser.id}`))
  if (fromLoser.has('profile') && hasProfile(tx, loser.id)) undo.taken.push(...take(tx, 'profiles', sql`id = ${winner.id}`))
  if (refuses(tx, loser.id)) undo.taken.push(...take(tx, 'consents', sql`id = ${winner.id}`))
  for (const key of keysToCustomers(tx)) {
    const { rows, taken } = move(tx, key, loser.id, winner.id)
    undo.taken.push(...taken)
    if (rows.length > 0) undo.moved.push({ ...key, rows })
  }
  tx.delete(customerTerms).where(eq(customerTerms.id, loser.id)).run()
  undo.taken.push(...take(tx, 'customers', sql`id = ${loser.id}`))
  undo.added = [
    { table: 'contacts', rows: keepPeople(tx, wanted, [winner, loser], by) },
    { table: 'former_values', rows: keepNames(tx, wanted, winner, loser, by) },
  ]
  const set = { ...picked(wanted), ...derived(wanted), updatedAt: now(), version: winner.version + 1 }
  const after = tx.update(customers).set(set).where(eq(customers.id, winner.id)).returning().get()!
  undo.changed = changedOf(before, rawOf(tx, winner.id))
  renewTerms(tx, winner.id)
  renewTermsOf(tx, [winner.id])
  return { after, undo }
}

/** Brings both back as they were; what was written since stays with the winner. Returns the winner and the loser. */
export function part(tx: Tx, winner: Customer, loserId: number, undo: Undo): { after: Customer; loser: Customer } {
  for (const { table, rows } of undo.added) for (const rowid of rows) take(tx, table, sql`rowid = ${rowid}`)
  restoreColumns(tx, winner, undo.changed)
  const [mine, others] = [undo.taken.filter(({ table }) => table === 'customers'), undo.taken.filter(({ table }) => table !== 'customers')]
  for (const stored of mine) {
    refuseTaken(tx, stored.row)
    putBack(tx, stored)
  }
  for (const moved of undo.moved) moveBack(tx, moved, winner.id, loserId)
  for (const stored of others) putBack(tx, stored)
  for (const { table, column } of singlesOf(tx)) take(tx, table, sql`${sql.identifier(column)} in ${[winner.id, loserId]}`)
  for (const stored of undo.single) restore(tx, stored)
  const [after, loser] = [winner.id, loserId].map((id) => tx.select().from(customers).where(eq(customers.id, id)).get())
  if (!after || !loser) throw new Conflict('这次合并已不能撤销')
  renewTerms(tx, winner.id)
  renewTerms(tx, loserId)
  renewTermsOf(tx, [winner.id, loserId])
  return { after, loser }
}

function chosen(winner: Customer, loser: Customer, fromLoser: ReadonlySet<MergeField>): Customer {
  const columns = (Object.keys(columnsOf) as (keyof typeof columnsOf)[])
    .filter((field) => fromLoser.has(field))
    .flatMap((field) => columnsOf[field])
  return { ...winner, ...Object.fromEntries(columns.map((column) => [column, loser[column]])) }
}

const settable = new Set<string>(Object.values(columnsOf).flat())
const picked = (wanted: Customer): Partial<Customer> =>
  Object.fromEntries(Object.entries(wanted).filter(([column]) => settable.has(column)))

function refuseThird(tx: Tx, { id, name, phone, type, contact, email, creditCode }: Customer, loser: Customer) {
  const twin = findTwin(derived({ name, phone, type, contact, email }).nameKey, phone, tx)
  if (twin && twin.id !== id && twin.id !== loser.id) throw new Conflict(`合并后会与 ${twin.number} 同名同号码，请先处理那一位客户`)
  const other = and(eq(customers.creditCode, creditCode), isNull(customers.deletedAt), ne(customers.id, id), ne(customers.id, loser.id))
  if (creditCode && tx.select({ id: customers.id }).from(customers).where(other).get())
    throw new Conflict('已有其他客户登记了这个统一社会信用代码')
}

// Who refused as either of the two has refused (I-05).
const refuses = (tx: Tx, id: number) =>
  tx
    .select({ id: consents.id })
    .from(consents)
    .where(and(eq(consents.id, id), eq(consents.marketing, 'refused')))
    .get() !== undefined

const hasProfile = (tx: Tx, id: number) => tx.select({ id: profiles.id }).from(profiles).where(eq(profiles.id, id)).get() !== undefined

const rawOf = (tx: Tx, id: number) => tx.get<Record<string, string | number | null>>(sql`select * from customers where id = ${id}`)!

// What triggers keep follows from the rows that hang there.
const KEPT = new Set(['version', 'last_contact_at', 'next_due_at'])

function changedOf(before: Record<string, string | number | null>, after: Record<string, string | number | null>): Raw {
  const columns = Object.keys(before).filter((column) => !KEPT.has(column) && before[column] !== after[column])
  return Object.fromEntries(columns.map((column) => [column, [before[column] ?? null, after[column] ?? null]]))
}

// A value that somebody has changed since the merge stays.
function restoreColumns(tx: Tx, winner: Customer, changed: Raw) {
  const now = rawOf(tx, winner.id)
  const back = Object.entries(changed).filter(([column, [, became]]) => column === 'updated_at' || now[column] === became)
  const sets = [...back.map(([column, [was]]) => sql`${sql.identifier(column)} = ${was}`), sql`version = ${winner.version + 1}`]
  tx.run(sql`update customers set ${sql.join(sets, sql`, `)} where id = ${winner.id}`)
  const row = tx.select().from(customers).where(eq(customers.id, winner.id)).get()!
  tx.update(customers).set(derived(row)).where(eq(customers.id, winner.id)).run()
}

function refuseTaken(tx: Tx, row: Record<string, string | number | null>) {
  const text = (column: string) => String(row[column] ?? '')
  const clash = clashFinder(tx)({ name: text('name'), phone: text('phone'), number: text('number'), creditCode: text('credit_code') })
  if (clash) throw new Conflict(`不能撤销：${clash.message}（${clash.number}）`)
}
