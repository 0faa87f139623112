import { eq, getTableColumns } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers, customerTerms } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { puttingInto } from '#db/statements'
import { Missing, Unfit } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { clashFinder } from './clash.ts'
import type { Customer, derived } from './model.ts'
import { numberGiver, remembered } from './numbering.ts'
import { documentOf, type Spelling, spell } from './search-words.ts'

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
  const words: (typeof customerTerms.$inferInsert)[] = []

  function insert(input: NewCustomer, { keys, words: spelled }: Spelling = spell(input)): Customer {
    const at = now()
    const departmentId = input.ownerId ? departmentOf(input.ownerId) : null
    const number = input.number || numbers.next(input.type, input.createdOn)
    const values = { ...untouched, ...input, ...keys, number, departmentId, createdAt: at, updatedAt: at, touchedAt: at }
    const row = inOrder({ ...values, id: add(tx, values) })
    words.push({ id: row.id, terms: documentOf(spelled, row) })
    return row
  }
  function finish() {
    numbers.putDown()
    while (words.length > 0) tx.insert(customerTerms).values(words.splice(0, 500)).run()
  }
  return { clash: clashFinder(tx), insert, finish }
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

const add = puttingInto(customers)
const columnNames = Object.keys(getTableColumns(customers)) as (keyof Customer)[]
const inOrder = (row: Customer) => Object.fromEntries(columnNames.map((name) => [name, row[name]])) as Customer
