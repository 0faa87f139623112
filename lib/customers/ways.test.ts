import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type Client, writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { customerTiers, tiers } from '#db/schema/tiers'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { type Actor, grant } from '../kernel/grant.ts'
import { asked, type CustomerFilter, sorts } from './asking.ts'
import { listCustomerIds, listCustomers } from './list.ts'
import { attemptAt, pageOf, waysTo, waysToHits } from './ways.ts'

const MANY = 60
const NOW = 1_700_000_000_000

// Customers of whom many are alike in every order, some with a label, some with none.
function aHouse() {
  const department = aDepartment().id
  const [admin, sales, other] = [aUser('admin'), aUser('sales', undefined, department), aUser('sales', undefined, department)]
  const tierOf = (name: string, kind: 'any' | 'rest') =>
    writer()
      .insert(tiers)
      .values({ name, dimension: '合作金额', rule: kind === 'rest' ? { kind } : { kind, groups: [] }, priority: 1, updatedAt: 0 })
      .returning()
      .get()
  const [gold, rest] = [tierOf('黄金', 'any'), tierOf('其余', 'rest')]
  for (let n = 0; n < MANY; n++) {
    const { id } = aCustomer(n % 3 === 0 ? sales : other, {
      name: `${n % 2 === 0 ? '苏州' : '无锡'}同名${n % 4}号${n}厂`,
      level: n % 5 === 0 ? 'vip' : 'normal',
      tags: n % 2 === 0 ? '降本' : '',
    })
    const days = { lastContactAt: n % 4 === 0 ? null : NOW + (n % 3), nextDueAt: n % 3 === 0 ? null : NOW + (n % 2) }
    writer()
      .update(customers)
      .set({ namePinyin: `tm${n % 4}`, createdOn: `2026-0${1 + (n % 3)}-01`, ...days })
      .where(eq(customers.id, id))
      .run()
    if (n % 4 !== 1) writer().insert(customerTiers).values({ customerId: id, tierId: gold.id, since: '2026-01-01' }).run()
  }
  return { admin, sales, gold: String(gold.id), rest: String(rest.id) }
}

const house = aHouse()

const filters = ({ gold, rest }: { gold: string; rest: string }): CustomerFilter[] => [
  { tier: gold },
  { tier: rest },
  { level: 'normal' },
  { q: '苏州' },
  { tag: '降本', next: 'none' },
  { from: '2026-02-01' },
  { next: 'overdue' },
  { from: '2026-02-01', next: 'none', level: 'normal' },
  { tier: gold, q: '苏州' },
  { tier: gold, to: '2026-02-01' },
  { tier: gold, next: 'overdue', level: 'normal' },
  { tier: rest, q: '无锡', from: '2026-02-01' },
  { tier: rest, next: 'none' },
]

test('every way to what is asked finds the same customers, and every way to a page gives the same page, whoever is alike', () => {
  const from: Client = writer()
  const ids = (query: Parameters<Client['all']>[0]) => from.all<{ id: number }>(query).map(({ id }) => id)
  let ways = 0
  for (const actor of [house.admin, house.sales] as Actor[])
    for (const filter of filters(house)) {
      const ask = asked(grant(actor, 'customer.read'), filter, from)
      const found = ask.hits().length
      const why = JSON.stringify(filter)
      for (const way of waysToHits(ask)) expect(ids(way.ids).toSorted(), why).toEqual(ask.hits().toSorted())
      for (const sort of sorts)
        for (const dir of ['asc', 'desc'] as const)
          for (const offset of [0, 7]) {
            const page = { sort, dir, size: 7, offset }
            const all = [...waysTo(page, ask, found).map((way) => way.ids), attemptAt(page, ask, found, 1e9)!].map(ids)
            for (const one of all) expect(one, `${why} ${sort} ${dir}`).toEqual(all[0])
            expect(all[0]).toHaveLength(Math.min(7, Math.max(0, found - offset)))
            ways += all.length
          }
    }
  expect(ways).toBeGreaterThan(1000)
})

test('a page goes on where the one before ended, in every order', () => {
  const me = grant(house.admin, 'customer.read')
  for (const filter of filters(house))
    for (const sort of sorts) {
      const whole = listCustomerIds(me, { ...filter, sort }, 1000)
      const pages = Array.from({ length: 9 }, (_, n) => listCustomers(me, { ...filter, sort, size: 7, page: n + 1 }))
      const turned = pages.filter(({ page }, n) => page === n + 1).flatMap(({ rows }) => rows.map(({ id }) => id))
      expect(turned, JSON.stringify(filter)).toEqual(whole)
    }
})

test('an attempt that ends before the page is full is not the answer', () => {
  const ask = asked(grant(house.admin, 'customer.read'), { level: 'vip' }, writer())
  const unlucky = { ...ask, sizes: () => ({ all: 1e6, labelled: 1e6, words: 1e6, days: 1e6, both: 1e6 }) }
  const page = { sort: 'createdOn', dir: 'asc', size: 1000, offset: 0 } as const
  const attempt = attemptAt(page, unlucky, 1e6, 10_000)
  expect(attempt && writer().all(attempt).length).toBe(12)
  for (const sort of sorts) expect(pageOf({ ...page, sort, size: 12 }, unlucky, 1e6, writer()), sort).toHaveLength(12)
  const few = { ...page, sort: 'name', size: 5 } as const
  expect(writer().all(attemptAt(few, unlucky, 1e6, 31)!).length).toBeLessThan(5)
  expect(pageOf(few, unlucky, 1e6, writer())).toHaveLength(5)
})
