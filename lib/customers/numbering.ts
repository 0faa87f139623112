import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { serials } from '#db/schema/settings'
import { rowsOnce } from '#db/statements'
import { fillPattern } from '../kernel/numbers.ts'
import { readSettings } from '../settings/queries.ts'
import type { Customer } from './model.ts'

/** The next numbers by the pattern of the house. Serials are counted in memory and put down at the end: nobody else can take one while the transaction lasts. */
export function numberGiver(tx: Tx) {
  const settings = remembered((_: 0) => readSettings(tx))
  const given = new Map<string, number>()
  function next(type: Customer['type'], day: string): string {
    const { numberPattern, companyPrefix, personPrefix } = settings(0)
    const prefix = type === 'company' ? companyPrefix : personPrefix
    const key = prefix + day.slice(0, 4)
    for (;;) {
      const serial = (given.get(key) ?? lastSerial(tx, key)) + 1
      given.set(key, serial)
      const number = fillPattern(numberPattern, { type: prefix, day, serial })
      if (taken(tx, { number }).length === 0) return number
    }
  }
  function putDown() {
    for (const [key, last] of given)
      tx.insert(serials).values({ key, last }).onConflictDoUpdate({ target: serials.key, set: { last } }).run()
  }
  return { next, putDown }
}

const taken = rowsOnce(sql`select 1 from ${customers} where ${customers.number} = ${sql.placeholder('number')}`)

const lastSerial = (tx: Tx, key: string) => tx.select({ last: serials.last }).from(serials).where(eq(serials.key, key)).get()?.last ?? 0

/** Found once and kept, for as long as the transaction lasts. */
export function remembered<K, V>(find: (key: K) => V) {
  const known = new Map<K, V>()
  return (key: K): V => {
    if (!known.has(key)) known.set(key, find(key))
    return known.get(key) as V
  }
}
