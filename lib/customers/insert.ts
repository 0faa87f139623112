import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers, customerTerms } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { serials } from '#db/schema/settings'
import { Missing, Unfit } from '../kernel/errors.ts'
import { fillPattern } from '../kernel/numbers.ts'
import { now } from '../kernel/time.ts'
import { readSettings } from '../settings/queries.ts'
import { type Customer, type derived, documentOf, type Spelling, spell } from './model.ts'

type Kept =
  | 'id'
  | 'number'
  | keyof ReturnType<typeof derived>
  | 'departmentId'
  | 'lastContactAt'
  | 'nextDueAt'
  | 'touchedAt'
  | 'verifiedOn'
  | 'createdAt'
  | 'updatedAt'
  | 'deletedAt'
  | 'version'
type Optional = 'status' | 'importJobId' | 'demo'
export type NewCustomer = Omit<Customer, Kept | Optional> & Partial<Pick<Customer, Optional>> & { number?: string }
/** Why a customer cannot stand beside those that are there; `ownerId` tells whose the other one is. */
export type Clash = {
  field: 'name' | 'number' | 'creditCode'
  message: string
  number: string
  ownerId: number | null
  departmentId: number | null
}

/** Writes a new customer with its number, keys and search words. Throws Unfit when it stands there already. */
export function insertCustomer(tx: Tx, input: NewCustomer): Customer {
  const { clash, insert, finish } = customerInserter(tx)
  const found = clash(input)
  if (found) throw new Unfit(found.field, found.message)
  const customer = insert(input)
  finish()
  return customer
}

/**
 * The same for many in one transaction: statements are prepared once, settings and owners read once. `insert` expects that `clash`
 * found nothing, and takes a spelling that was made elsewhere; `finish` writes the serials and the search words of all, because any other write between two makes FTS5 put down a segment of its own.
 */
export function customerInserter(tx: Tx) {
  const departmentOf = remembered((id: number) => findOwner(tx, id).departmentId)
  const numbers = numberGiver(tx)
  const add = tx.insert(customers).values(placeholders()).prepare()
  const words: (typeof customerTerms.$inferInsert)[] = []

  function insert(input: NewCustomer, { keys, words: spelled }: Spelling = spell(input)): Customer {
    const at = now()
    const departmentId = input.ownerId ? departmentOf(input.ownerId) : null
    const number = input.number || numbers.next(input.type, input.createdOn)
    const values = { ...untouched, ...input, ...keys, number, departmentId, createdAt: at, updatedAt: at, touchedAt: at }
    const row = inOrder({ ...values, id: Number(add.run(values).lastInsertRowid) })
    words.push({ id: row.id, terms: documentOf(spelled, row) })
    return row
  }
  function finish() {
    numbers.putDown()
    while (words.length > 0) tx.insert(customerTerms).values(words.splice(0, 500)).run()
  }
  return { clash: clashFinder(tx), insert, finish }
}

/** Finds the customer beside whom another one would be refused: same name and phone, same number, same credit code. */
export function clashFinder(tx: Pick<Tx, 'select'>) {
  const other = { number: customers.number, ownerId: customers.ownerId, departmentId: customers.departmentId }
  const twin = tx
    .select(other)
    .from(customers)
    .where(
      and(eq(customers.nameKey, sql.placeholder('nameKey')), eq(customers.phone, sql.placeholder('phone')), isNull(customers.deletedAt)),
    )
    .prepare()
  const numbered = tx
    .select(other)
    .from(customers)
    .where(eq(customers.number, sql.placeholder('number')))
    .prepare()
  const coded = tx
    .select(other)
    .from(customers)
    .where(and(eq(customers.creditCode, sql.placeholder('code')), isNull(customers.deletedAt)))
    .prepare()

  return ({ name, phone, number, creditCode }: Pick<NewCustomer, 'name' | 'phone' | 'number' | 'creditCode'>): Clash | undefined => {
    const same = twin.get({ nameKey: name.toLowerCase(), phone })
    if (same) return { ...same, field: 'name', message: '同名同号码的客户已经存在' }
    const taken = number ? numbered.get({ number }) : undefined
    if (taken) return { ...taken, field: 'number', message: `客户编号 ${number} 已经用过` }
    const registered = creditCode ? coded.get({ code: creditCode }) : undefined
    return registered && { ...registered, field: 'creditCode', message: '已有客户登记了这个统一社会信用代码' }
  }
}

/** An active colleague to whom a customer can be given. */
export function findOwner(tx: Tx, id: number) {
  const owner = tx.select().from(users).where(eq(users.id, id)).get()
  if (!owner?.active) throw new Missing('负责人')
  return owner
}

const untouched = {
  status: 'normal',
  importJobId: null,
  demo: false,
  lastContactAt: null,
  nextDueAt: null,
  verifiedOn: null,
  deletedAt: null,
  version: 1,
} as const

const columnNames = Object.keys(getTableColumns(customers)) as (keyof Customer)[]
const inOrder = (row: Customer) => Object.fromEntries(columnNames.map((name) => [name, row[name]])) as Customer

// Serials are counted in memory and put down at the end: nobody else can take one while the transaction lasts.
function numberGiver(tx: Tx) {
  const settings = remembered((_: 0) => readSettings(tx))
  const given = new Map<string, number>()
  const taken = tx
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.number, sql.placeholder('number')))
    .prepare()

  function next(type: Customer['type'], day: string): string {
    const { numberPattern, companyPrefix, personPrefix } = settings(0)
    const prefix = type === 'company' ? companyPrefix : personPrefix
    const key = prefix + day.slice(0, 4)
    for (;;) {
      const serial = (given.get(key) ?? lastSerial(tx, key)) + 1
      given.set(key, serial)
      const number = fillPattern(numberPattern, { type: prefix, day, serial })
      if (!taken.get({ number })) return number
    }
  }
  function putDown() {
    for (const [key, last] of given)
      tx.insert(serials).values({ key, last }).onConflictDoUpdate({ target: serials.key, set: { last } }).run()
  }
  return { next, putDown }
}

const lastSerial = (tx: Tx, key: string) => tx.select({ last: serials.last }).from(serials).where(eq(serials.key, key)).get()?.last ?? 0

function placeholders() {
  const given = columnNames.filter((name) => name !== 'id')
  return Object.fromEntries(given.map((name) => [name, sql.placeholder(name)])) as unknown as typeof customers.$inferInsert
}

function remembered<K, V>(find: (key: K) => V) {
  const known = new Map<K, V>()
  return (key: K): V => {
    if (!known.has(key)) known.set(key, find(key))
    return known.get(key) as V
  }
}
