import assert from 'node:assert/strict'
import Database from 'better-sqlite3'
import type { Customer } from '#lib/customers/model'
import { termsOf } from '#lib/customers/search-words'
import { customerAt, type World } from './customer.ts'
import { dice } from './dice.ts'

const SAMPLE = 200

/** What was built by hand is what the product would have written: search words, kept totals, facts of the story. Throws where it is not. */
export function checkSample(file: string, world: World) {
  const db = new Database(file, { readonly: true })
  const terms = db.prepare('select terms from customer_terms where id = ?').pluck()
  for (let n = 0; n < SAMPLE; n++) {
    const index = Math.floor((n * world.customers) / SAMPLE)
    const customer: Customer = customerAt(world, index, dice(index))
    assert.equal(terms.get(index + 1), termsOf(customer))
  }
  const one = (sql: string) => db.prepare(sql).pluck().get()
  assert.equal(one('select sum(total) from customer_totals'), world.customers)
  assert.equal(one(wrongFact('last_contact_at', 'select max(occurred_at) from follow_ups where customer_id = c.id')), 0)
  assert.equal(one(wrongFact('next_due_at', "select min(due_at) from todos where customer_id = c.id and status = 'open'")), 0)
  assert.ok(Number(one(`select count(*) from customer_search where customer_search match '"own_0"'`)) > 0)
  db.close()
}

const wrongFact = (column: string, truth: string) =>
  `select count(*) from (select * from customers where id % 97 = 1) c where c.${column} is not (${truth})`
