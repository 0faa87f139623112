import { termsOf } from '#lib/customers/search-words'
import { customerAt, type World } from './customer.ts'
import { dice } from './dice.ts'
import { storyOf } from './story.ts'

export type Value = string | number | null
/** Rows by table, each the values of its columns in the order of the first row's keys. */
export type Table = { columns: string[]; rows: Value[][] }
/** So many things from one index on, with the rows they are written as. */
export type Batch<Name extends string = string> = { from: number; count: number; tables: Record<Name, Table> }
export type CustomerTables = 'customers' | 'customerTerms' | 'followUps' | 'todos' | 'purchases'

/** The customers from one index up to another with all that hangs on them, ready to be inserted. */
export function batchOf(world: World, from: number, to: number): Batch<CustomerTables> {
  const made = Array.from({ length: to - from }, (_, n) => make(world, from + n))
  const tables = {
    customers: tableOf(made.map(({ customer }) => customer)),
    customerTerms: tableOf(made.map(({ customer }) => ({ id: customer.id, terms: termsOf(customer) }))),
    followUps: tableOf(made.flatMap(({ story }) => story.followUps)),
    todos: tableOf(made.flatMap(({ story }) => story.todos)),
    purchases: tableOf(made.flatMap(({ story }) => story.purchases)),
  }
  return { from, count: made.length, tables }
}

function make(world: World, index: number) {
  const roll = dice(index)
  const bare = customerAt(world, index, roll)
  const story = storyOf(world, bare, roll)
  return { customer: { ...bare, ...story.facts }, story }
}

/** Rows as the database takes them; all of them with the same keys in the same order. */
export const tableOf = (rows: object[]): Table => ({
  columns: Object.keys(rows[0] ?? {}),
  rows: rows.map((row) => Object.values(row).map(stored)),
})

const stored = (value: unknown) =>
  typeof value === 'boolean' ? Number(value) : typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Value)
