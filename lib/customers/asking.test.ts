import { expect, test } from 'vitest'
import { writer } from '#db/client'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { grant } from '../kernel/grant.ts'
import { today } from '../kernel/time.ts'
import { asked, type CustomerFilter } from './asking.ts'
import { customerInserter } from './insert.ts'
import { listCustomers } from './list.ts'
import { sizesOf } from './sizes.ts'

// More than are looked up by words, so that the day's index leads.
const MANY = 2200

test('a filter beside a day finds the same, whether its words or the day lead, in every order', () => {
  const department = aDepartment().id
  const [admin, sales] = [aUser('admin'), aUser('sales', undefined, department)]
  const one = aCustomer(sales)
  const { id: _, number: __, ...like } = one
  writer().transaction((tx) => {
    const { insert, finish } = customerInserter(tx)
    for (let n = 0; n < MANY; n++)
      insert({
        ...like,
        name: `同日之家${n}`,
        phone: `139${String(10_000_000 + n)}`,
        creditCode: '',
        level: n % 3 === 0 ? 'strategic' : 'vip',
        createdOn: n % 2 === 0 ? '2020-05-05' : today(),
      })
    finish()
  })
  const me = grant(admin, 'customer.read')
  const filter: CustomerFilter = { level: 'vip', from: '2020-05-05', to: '2020-05-06' }
  const wanted = Array.from({ length: MANY }, (_, n) => n).filter((n) => n % 3 !== 0 && n % 2 === 0)
  const both = listCustomers(me, { ...filter, type: one.type, size: 200 })
  expect(both.total).toBe(wanted.length)
  expect(both.rows.map(({ name }) => name)).toEqual(
    wanted
      .toReversed()
      .slice(0, 200)
      .map((n) => `同日之家${n}`),
  )
  for (const sort of ['name', 'createdOn', 'lastContact', 'nextDue'] as const)
    expect(listCustomers(me, { ...filter, type: one.type, sort, size: 1 }).total, sort).toBe(wanted.length)
  for (const next of ['none', 'overdue'] as const)
    expect(listCustomers(me, { ...filter, type: one.type, next }).total, next).toBe(next === 'none' ? wanted.length : 0)
  expect(listCustomers(grant(sales, 'customer.read'), { ...filter, type: one.type }).total).toBe(wanted.length)
  for (const asking of [
    { type: one.type, from: today() },
    { level: 'strategic' as const, next: 'none' as const },
  ]) {
    const ask = asked(me, asking, writer())
    const [true_, told] = [sizesOf(ask, writer()), sizesOf(ask, writer(), 100)]
    for (const size of ['words', 'days', 'both'] as const) expect(told[size] / true_[size], size).toBeCloseTo(1, 0)
  }
})
