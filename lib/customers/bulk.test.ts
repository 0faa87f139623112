import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers, customerTerms } from '#db/schema/customers'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { assignMany, deleteMany, levelMany, MOST_AT_ONCE, tagMany } from './bulk.ts'
import { countCustomers, listCustomerIds, listCustomers, matchCustomers } from './list.ts'
import { renewTerms } from './terms.ts'

let [manager, ann, bob]: User[] = []
let ids: number[]
const of = (user: User) => grant(user, 'customer.read')
const all = () => JSON.stringify([reader().select().from(customers).all(), reader().select().from(customerTerms).all()])
const rows = () =>
  reader().select({ action: auditLog.action, customerId: auditLog.customerId, outcome: auditLog.outcome }).from(auditLog).all()

beforeEach(() => {
  const department = aDepartment().id
  ;[manager, ann, bob] = [
    aUser('sales_manager', undefined, department),
    aUser('sales', undefined, department),
    aUser('sales', undefined, department),
  ]
  ids = [aCustomer(ann), aCustomer(ann), aCustomer(ann)].map(({ id }) => id)
})

test('all of them change hands, each with a row of its own, and lists, counts and search agree', () => {
  const before = rows().length
  execute(assignMany, manager!, { ids: [ids[0]!, ids[1]!], expected: 2, ownerId: bob!.id })
  expect(rows().slice(before)).toEqual([ids[0], ids[1]].map((customerId) => ({ action: 'customer.assign', customerId, outcome: 'done' })))
  expect(
    listCustomers(of(bob!), {})
      .rows.map(({ id }) => id)
      .toSorted(),
  ).toEqual([ids[0], ids[1]])
  expect(countCustomers(of(ann!), {})).toBe(1)
  expect(listCustomerIds(of(manager!), { owner: bob!.id }, 10)).toHaveLength(2)
  expect(matchCustomers(of(bob!), reader().select().from(customers).all().at(-3)!.number)).toHaveLength(1)
})

test('the words that are put together by hand are those that are made anew', () => {
  execute(assignMany, manager!, { ids, expected: 3, ownerId: bob!.id })
  execute(levelMany, manager!, { ids, expected: 3, level: 'vip' })
  const words = () =>
    reader()
      .select()
      .from(customerTerms)
      .all()
      .filter(({ id }) => ids.includes(id))
      .map(({ terms }) => terms.split(' ').toSorted())
  const byHand = words()
  writer().$client.exec("insert into customer_search(customer_search, rank) values ('integrity-check', 1)")
  for (const id of ids) writer().transaction((tx) => renewTerms(tx, id))
  expect(byHand).toEqual(words())
})

test('a level, a tag: given to all, once, and found', () => {
  execute(levelMany, manager!, { ids, expected: 3, level: 'strategic' })
  expect(listCustomerIds(of(manager!), { level: 'strategic' }, 10)).toHaveLength(3)
  expect(listCustomerIds(of(manager!), { level: 'normal' }, 10)).toEqual([])
  execute(tagMany, manager!, { ids: [ids[0]!], expected: 1, tag: '产能扩张' })
  execute(tagMany, manager!, { ids, expected: 3, tag: '重点' })
  const before = rows().length
  execute(tagMany, manager!, { ids, expected: 3, tag: '重点' })
  expect(rows()).toHaveLength(before)
  expect(
    reader()
      .select()
      .from(customers)
      .all()
      .filter(({ id }) => ids.includes(id))
      .map(({ tags }) => tags),
  ).toEqual(['产能扩张、重点', '重点', '重点'])
  expect(() => execute(tagMany, manager!, { ids, expected: 3, tag: '两个 标签' })).toThrow('一次添加一个')
})

test('a tag given to a line of bracketed ones is read with them (S1-61)', () => {
  const [id] = ids as [number]
  writer().update(customers).set({ tags: '[产能扩张]-[自动化]' }).where(eq(customers.id, id)).run()
  execute(tagMany, manager!, { ids: [id], expected: 1, tag: '重点' })
  expect(reader().select({ tags: customers.tags }).from(customers).where(eq(customers.id, id)).get()?.tags).toBe(
    '[产能扩张]-[自动化]-[重点]',
  )
  expect(listCustomerIds(of(manager!), { tag: '重点' }, 10)).toContain(id)
})

test('into the bin together, out of list, count and search', () => {
  const number = reader().select().from(customers).all().at(-1)!.number
  execute(deleteMany, aUser('admin'), { ids, expected: 3 })
  expect(countCustomers(of(ann!), {})).toBe(0)
  expect(matchCustomers(of(manager!), number)).toEqual([])
  expect(
    reader()
      .select()
      .from(customerTerms)
      .all()
      .filter(({ id }) => ids.includes(id)),
  ).toEqual([])
})

test.each([
  ['assignMany', () => execute(assignMany, manager!, { ids: [...ids, stranger()], expected: 4, ownerId: bob!.id })],
  ['levelMany', () => execute(levelMany, manager!, { ids: [...ids, stranger()], expected: 4, level: 'vip' })],
  ['tagMany', () => execute(tagMany, manager!, { ids: [...ids, stranger()], expected: 4, tag: '重点' })],
])('%s with a foreign id among them changes nobody, and says how many were refused (B-09)', (_, attempt) => {
  const other = stranger()
  const before = all()
  expect(() => attempt()).toThrow('找不到其中 1 位')
  expect(other).toBeGreaterThan(0)
  expect(JSON.parse(all())[0].filter((c: { id: number }) => ids.includes(c.id))).toEqual(
    JSON.parse(before)[0].filter((c: { id: number }) => ids.includes(c.id)),
  )
  expect(rows().at(-1)).toMatchObject({ outcome: 'denied' })
})

test('a number that is not the one confirmed, too many, or a colleague out of reach: nothing happens', () => {
  expect(() => execute(levelMany, manager!, { ids, expected: 2, level: 'vip' })).toThrow('现在是 3 位')
  expect(() =>
    execute(levelMany, manager!, { ids: Array.from({ length: MOST_AT_ONCE + 1 }, (_, n) => n + 1), expected: 1001, level: 'vip' }),
  ).toThrow('一次最多')
  expect(() => execute(assignMany, manager!, { ids, expected: 3, ownerId: aUser('sales', undefined, aDepartment().id).id })).toThrow(
    '只能交给本部门',
  )
  expect(() => execute(deleteMany, ann!, { ids, expected: 3 })).toThrow('没有权限')
  expect(listCustomerIds(of(manager!), { level: 'vip' }, 10)).toEqual([])
})

const stranger = () => aCustomer(aUser('sales', undefined, aDepartment().id)).id
