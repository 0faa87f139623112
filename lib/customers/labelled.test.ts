import { and, eq } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { expect, test, vi } from 'vitest'
import { writer } from '#db/client'
import { customers, customerTerms } from '#db/schema/customers'
import { customerTiers, type Rule, tiers } from '#db/schema/tiers'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { grant } from '../kernel/grant.ts'
import { listLabels } from '../tiers/list.ts'
import { asked, sorts } from './asking.ts'
import { countCustomers, listCustomerIds, listCustomers } from './list.ts'
import { listForExport } from './list-rows.ts'
import { facet } from './search-words.ts'
import { renewTerms } from './terms.ts'
import { attemptAt } from './ways.ts'

const any: Rule = { kind: 'any', groups: [[{ field: 'amount', op: 'gte', value: 1, window: 12 }]] }
function aLabel(name: string, priority: number, rule: Rule = any, key: string | null = null) {
  const row = { name, key, dimension: '合作金额', rule, priority, updatedAt: 0 }
  return writer().insert(tiers).values(row).returning().get()
}
const give = (tier: { id: number }, ...ids: number[]) =>
  writer()
    .insert(customerTiers)
    .values(ids.map((customerId) => ({ customerId, tierId: tier.id, since: '2026-11-01' })))
    .run()

const putAway = (id: number) =>
  writer().transaction((tx) => {
    tx.update(customers).set({ status: 'archived' }).where(eq(customers.id, id)).run()
    renewTerms(tx, id)
  })

function aHouse() {
  writer().delete(customerTiers).run()
  writer().delete(tiers).run()
  for (const { id } of writer().select({ id: customers.id }).from(customers).all()) putAway(id)
  const manager = aUser('admin')
  const [gold, busy] = [aLabel('黄金', 1, any, 'gold'), aLabel('常来', 2)]
  const rest = aLabel('其余', 9, { kind: 'rest' })
  const sales = aUser('sales', undefined, aDepartment().id)
  const all = [
    aCustomer(manager),
    aCustomer(sales, { level: 'vip' }),
    aCustomer(sales),
    aCustomer(manager, { name: '厦门金砖电子有限公司' }),
  ]
  const [a, b, c, d] = all.map(({ id }) => id) as [number, number, number, number]
  give(gold, a, b, d)
  give(busy, b, c)
  return { me: grant(manager, 'customer.read'), sales, gold, busy, rest, ids: [a, b, c, d] as const }
}

test('a label finds those who have it, by number and by key, in every order', () => {
  const { me, gold, ids } = aHouse()
  const [a, b, , d] = ids
  const found = (filter: object) => listCustomers(me, filter)
  expect(found({ tier: String(gold.id) }).rows.map(({ id }) => id)).toEqual([d, b, a])
  expect(found({ tier: 'gold', dir: 'asc' }).rows.map(({ id }) => id)).toEqual([a, b, d])
  for (const sort of ['name', 'createdOn', 'lastContact', 'nextDue'] as const)
    expect(new Set(found({ tier: 'gold', sort }).rows.map(({ id }) => id))).toEqual(new Set([a, b, d]))
  expect(found({ tier: 'gold' })).toMatchObject({ total: 3, capped: false })
  expect(found({ tier: 'gold', size: 2, page: 2 }).rows.map(({ id }) => id)).toEqual([a])
})

test('a label goes with every other question, and with what a person reaches', () => {
  const { me, sales, gold, ids } = aHouse()
  const [a, b, , d] = ids
  const tier = String(gold.id)
  const found = (filter: object, who = me) => listCustomerIds(who, { tier, ...filter }, 100)
  expect(found({ level: 'vip' })).toEqual([b])
  expect(found({ q: '金砖' })).toEqual([d])
  expect(found({ q: '金砖', next: 'none' })).toEqual([d])
  expect(found({ from: '2001-01-01', sort: 'createdOn' })).toHaveLength(3)
  expect(found({ to: '2001-01-01' })).toEqual([])
  expect(found({ next: 'none', level: 'normal', dir: 'asc' })).toEqual([a, d])
  expect(found({}, grant(sales, 'customer.read'))).toEqual([b])
  expect(found({ q: '%' })).toEqual([])
})

test('the label of the rest finds who has none, but nobody who is put away', () => {
  const { me, rest, busy, ids } = aHouse()
  const [a, , c] = ids
  writer().delete(customerTiers).where(eq(customerTiers.customerId, a)).run()
  writer().delete(customerTiers).where(eq(customerTiers.tierId, busy.id)).run()
  const found = (filter: object = {}) => listCustomerIds(me, { tier: String(rest.id), dir: 'asc', ...filter }, 100)
  expect(found()).toEqual([a, c])
  expect(found({ sort: 'name' })).toHaveLength(2)
  expect(found({ level: 'normal' })).toEqual([a, c])
  expect(found({ q: '苏州', next: 'none' })).toEqual([a, c])
  putAway(c)
  expect(found()).toEqual([a])
  expect(countCustomers(me, { tier: String(rest.id), level: 'normal' })).toBe(1)
})

test('a label that is none finds nobody: what is done to all it finds is done to nobody', () => {
  const { me } = aHouse()
  expect(listCustomers(me, { tier: 'nothing' })).toMatchObject({ total: 0, rows: [] })
  expect(listCustomers(me, { tier: '999', q: '苏州' }).total).toBe(0)
})

test('who is in the recycle bin is found by no label, and by it again when taken out', () => {
  const { me, gold, ids } = aHouse()
  const [a, b, , d] = ids
  const found = (filter: object = {}) => listCustomerIds(me, { tier: 'gold', dir: 'asc', ...filter }, 10)
  writer().update(customers).set({ deletedAt: 1 }).where(eq(customers.id, a)).run()
  writer().delete(customerTerms).where(eq(customerTerms.id, a)).run()
  for (const sort of sorts) expect(new Set(found({ sort })), sort).toEqual(new Set([b, d]))
  writer().delete(customerTiers).where(eq(customerTiers.customerId, a)).run()
  give(gold, a)
  expect(found()).toEqual([b, d])
  writer().update(customers).set({ deletedAt: null }).where(eq(customers.id, a)).run()
  writer().transaction((tx) => renewTerms(tx, a))
  expect(found()).toEqual([a, b, d])
})

test('a label is a word of the index as long as a customer has it, whatever else is written of the customer meanwhile', () => {
  const { gold, busy, ids } = aHouse()
  const [, b] = ids
  const words = (tier: { id: number }) =>
    writer()
      .$client.prepare('select rowid from customer_search where customer_search match ?')
      .pluck()
      .all(`"${facet('tir', tier.id)}"`)
  expect([words(gold), words(busy)]).toEqual([
    [ids[0], ids[1], ids[3]],
    [ids[1], ids[2]],
  ])
  writer().update(customers).set({ level: 'strategic' }).where(eq(customers.id, b)).run()
  writer().transaction((tx) => renewTerms(tx, b))
  expect(words(gold)).toContain(b)
  writer().delete(customerTiers).where(eq(customerTiers.tierId, gold.id)).run()
  expect([words(gold), words(busy)]).toEqual([[], [ids[1], ids[2]]])
})

test('a label that moves to another customer takes its word along, and stands among that one’s days', () => {
  const { me, gold, ids } = aHouse()
  const [a, , c] = ids
  writer().update(customers).set({ createdOn: '2020-01-02', lastContactAt: 7, nextDueAt: 9 }).where(eq(customers.id, c)).run()
  writer()
    .update(customerTiers)
    .set({ customerId: c })
    .where(and(eq(customerTiers.customerId, a), eq(customerTiers.tierId, gold.id)))
    .run()
  const found = listCustomerIds(me, { tier: String(gold.id) }, 10)
  expect(found).toContain(c)
  expect(found).not.toContain(a)
  expect(listCustomerIds(me, { tier: String(gold.id), to: '2020-01-02', sort: 'nextDue' }, 10)).toEqual([c])
})

test('a list and a sheet tell the labels, first in priority first, the rest where there is none', () => {
  const { ids } = aHouse()
  const [, b, c] = ids
  expect(listForExport([b, c]).map((row) => row.tiers)).toEqual(['黄金、常来', '常来'])
  writer().delete(customerTiers).run()
  expect(
    listLabels([b])
      .get(b)
      ?.map(({ name }) => name),
  ).toEqual(['其余'])
})

test('what the order needs stands beside the label as in the customer’s row, whichever is written first', () => {
  const { gold, busy, ids } = aHouse()
  const [a] = ids
  const beside = () => writer().select().from(customerTiers).where(eq(customerTiers.customerId, a)).all()
  const days = { createdOn: '2020-01-02', lastContactAt: 7, nextDueAt: 9 }
  writer().update(customers).set(days).where(eq(customers.id, a)).run()
  give(busy, a)
  expect(beside()).toMatchObject([
    { tierId: gold.id, ...days },
    { tierId: busy.id, ...days },
  ])
  writer().update(customers).set({ nextDueAt: null }).where(eq(customers.id, a)).run()
  expect(beside().map(({ nextDueAt }) => nextDueAt)).toEqual([null, null])
})

test.each(['createdOn', 'lastContact', 'nextDue'] as const)('%s is an index of the label’s own: nothing is sorted for a page', (sort) => {
  const { me, gold } = aHouse()
  const page = { sort, dir: 'asc', size: 10, offset: 0 } as const
  const query = attemptAt(page, asked(me, { tier: String(gold.id) }, writer()), 3, Number.POSITIVE_INFINITY)!
  const { sql: text, params } = new SQLiteSyncDialect().sqlToQuery(query)
  const plan = writer()
    .$client.prepare(`explain query plan ${text}`)
    .all(...params) as { detail: string }[]
  const said = plan.map(({ detail }) => detail).join()
  expect(said).toMatch(/SEARCH customer_tiers USING COVERING INDEX customer_tiers_/)
  expect(said).not.toContain('TEMP B-TREE')
})

test('one’s own list without a filter reads one page, however many one has', () => {
  const { sales, ids } = aHouse()
  const me = grant(sales, 'customer.read')
  const said = vi.spyOn(writer().$client, 'prepare')
  expect(listCustomers(me, {}, writer()).rows.map(({ id }) => id)).toEqual([ids[2], ids[1]])
  expect(said.mock.calls.filter(([text]) => text.includes('json_group_array'))).toEqual([])
  said.mockRestore()
})
