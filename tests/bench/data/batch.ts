import { termsOf } from '#lib/customers/model'
import { customerAt, type World } from './customer.ts'
import { dice } from './dice.ts'
import { storyOf } from './story.ts'

export type Value = string | number | null
/** Rows by table, each the values of its columns in the order of the first row's keys. */
export type Table = { columns: string[]; rows: Value[][] }
export type Batch = { from: number; tables: Record<'customers' | 'customerTerms' | 'followUps' | 'todos' | 'purchases', Table> }

/** The customers from one index up to another with all that hangs on them, ready to be inserted. */
export function batchOf(world: World, from: number, to: number): Batch {
  const made = Array.from({ length: to - from }, (_, n) => make(world, from + n))
  const tables = {
    customers: tableOf(made.map(({ customer }) => customer)),
    customerTerms: tableOf(made.map(({ customer }) => ({ id: customer.id, terms: termsOf(customer) }))),
    followUps: tableOf(made.flatMap(({ story }) => story.followUps)),
    todos: tableOf(made.flatMap(({ story }) => story.todos)),
    purchases: tableOf(made.flatMap(({ story }) => story.purchases)),
  }
  return { from, tables }
}

function make(world: World, index: number) {
  const roll = dice(index)
  const bare = customerAt(world, index, roll)
  const story = storyOf(world, bare, roll)
  return { customer: { ...bare, ...story.facts }, story }
}

function tableOf(rows: object[]): Table {
  const columns = Object.keys(rows[0] ?? {})
  return {
    columns,
    rows: rows.map((row) => Object.values(row).map((value) => (typeof value === 'boolean' ? Number(value) : (value as Value)))),
  }
}
