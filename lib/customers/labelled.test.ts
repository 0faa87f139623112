import { eq, gte, type SQL } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { customerTiers, type Rule, tiers } from '#db/schema/tiers'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { grant } from '../kernel/grant.ts'
import { CAP } from '../kernel/pages.ts'
import { listLabels } from '../tiers/list.ts'
import { asked, sorts } from './asking.ts'
import { gather } from './labelled.ts'
import { countCustomers, listCustomerIds, listCustomers } from './list.ts'
import { listForExport } from './list-rows.ts'
import { pageOfIds } from './paging.ts'
import { facet } from './search-words.ts'
import { renewTerms } from './terms.ts'

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

test('who is in the recycle bin is not found by a label', () => {
  const { me, gold, ids } = aHouse()
  writer().update(customers).set({ deletedAt: 1 }).where(eq(customers.id, ids[0])).run()
  expect(listCustomers(me, { tier: 'gold' }).total).toBe(2)
  expect(listCustomers(me, { tier: String(gold.id), sort: 'name' }).rows).toHaveLength(2)
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

test('of very many with a label the order is walked, and gives what sorting gives, beside whatever else is asked', () => {
  const { me, gold, ids } = aHouse()
  const [a, b, , d] = ids
  const days = [
    { id: a, createdOn: '2026-03-01', lastContactAt: 30, nextDueAt: null },
    { id: b, createdOn: '2026-01-01', lastContactAt: null, nextDueAt: 20 },
    { id: d, createdOn: '2026-02-01', lastContactAt: 10, nextDueAt: 10 },
  ]
  for (const { id, ...values } of days) writer().update(customers).set(values).where(eq(customers.id, id)).run()
  const tier = String(gold.id)
  for (const sort of sorts)
    for (const dir of ['asc', 'desc'] as const)
      for (const more of [{}, { level: 'normal' as const }, { from: '2026-02-01' }, { next: 'overdue' as const, level: 'vip' as const }]) {
        const filter = { tier, sort, dir, ...more }
        const ask = asked(me, filter, writer())
        const [walked, gathered] = [CAP + 1, 10].map((total) => pageOfIds(ask, filter, total, 10, 0, writer()))
        expect(walked, `${sort} ${dir} ${JSON.stringify(more)}`).toEqual(gathered)
      }
  expect(listCustomerIds(me, { tier, sort: 'lastContact', dir: 'desc' }, 9)).toEqual([a, d, b])
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

test.each(['newest', 'createdOn', 'lastContact', 'nextDue'] as const)(
  '%s is an index of the label’s own: nothing is sorted for a page',
  (sort) => {
    const { me, gold } = aHouse()
    const said: string[] = []
    const from = new Proxy(writer(), {
      get: (client, name) =>
        name === 'all'
          ? (query: SQL) => {
              const { sql: text, params } = new SQLiteSyncDialect().sqlToQuery(query)
              const plan = writer()
                .$client.prepare(`explain query plan ${text}`)
                .all(...params) as { detail: string }[]
              said.push(...plan.map(({ detail }) => detail))
              return client.all(query)
            }
          : Reflect.get(client, name, client),
    })
    const filter = { tier: String(gold.id), sort }
    pageOfIds(asked(me, filter, writer()), filter, CAP + 1, 10, 0, from)
    expect(said.join()).toMatch(/SEARCH customer_tiers USING (COVERING )?INDEX customer_tiers_/)
    expect(said.join()).not.toContain('TEMP B-TREE')
  },
)

test.each([1, 1_000_000])('of %i who have a label the same are found along every index', (size) => {
  const { gold, ids } = aHouse()
  const label = { id: gold.id, size, isRest: false }
  const vip = { match: `"${facet('lvl', 'vip')}"`, each: eq(customers.level, 'vip') }
  const since = gte(customers.createdOn, '2001-01-01')
  const found = (beside: object) => gather(label, { match: '', ...beside }, writer()).toSorted((a, b) => a - b)
  expect(found(vip)).toEqual([ids[1]])
  expect(found({ ...vip, range: since })).toEqual([ids[1]])
  expect(found({ range: since, days: gte(customerTiers.createdOn, '2001-01-01'), each: since })).toEqual([ids[0], ids[1], ids[3]])
  expect(found({ range: since, days: gte(customerTiers.createdOn, '2001-01-01') })).toEqual([ids[0], ids[1], ids[3]])
  expect(found({})).toEqual([ids[0], ids[1], ids[3]])
})
