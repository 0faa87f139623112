import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { customerFields } from '#components/customers/fields'
import { inputsOf } from '#components/ui/field-spec'
import { reader } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { customers, reveals } from '#db/schema/customers'
import { listHistory } from '#lib/audit/queries'
import { rowsOf } from '#lib/audit/rows'
import { listChanges } from '#lib/changes/queries'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { asOf, now } from '#lib/kernel/time'
import { findQuota } from '#lib/reveals/queries'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { cellsOf, everyColumn, headsOf } from './columns.ts'
import { revealField } from './commands.ts'
import { editCustomer } from './edits.ts'
import { listCustomers } from './list.ts'
import { listForExport } from './list-rows.ts'
import type { Customer } from './model.ts'
import { findArchive, REVEAL_MS } from './queries-archive.ts'
import { revenueBand } from './revenue.ts'

const read = (user: User) => grant(user, 'customer.read')
const row = (id: number) => reader().select().from(customers).where(eq(customers.id, id)).get()!
const edit = (user: User, { id }: Customer, values: object) => {
  const { version, type, name, industry, source } = row(id)
  return execute(editCustomer, user, { id, version, type, name, industry, source, contact: '', phone: '', ...values } as never)
}

const cases = [
  [null, null],
  [0, '不足 500 万元'],
  [499, '不足 500 万元'],
  [500, '500 万–2,000 万元'],
  [1999, '500 万–2,000 万元'],
  [2000, '2,000 万–1 亿元'],
  [9999, '2,000 万–1 亿元'],
  [10_000, '1 亿–5 亿元'],
  [49_999, '1 亿–5 亿元'],
  [50_000, '5 亿元以上'],
] as const

test.each(cases)('%s 万元 is told as %s, by the query as by the function', (revenueWan, band) => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales, { revenueWan })
  expect(revenueBand(revenueWan)).toBe(band)
  expect(findArchive(read(sales), id).revenueMasked).toBe(band)
  expect(listCustomers(read(sales), {}).rows.map((c) => c.revenueMasked)).toEqual([band])
  expect(listForExport([id]).map((c) => c.revenueMasked)).toEqual([band])
})

test.each(['admin', 'boss', 'sales_manager', 'service_manager', 'service', 'sales'] as const)(
  'no figure for %s in list, archive, export, events, history or record (N-04, S1-69)',
  (role) => {
    const house = aDepartment().id
    const user = aUser(role, undefined, house)
    const owner = role === 'sales' ? user : aUser('sales', undefined, house)
    const customer = aCustomer(owner, { revenueWan: 27_654_321 })
    edit(owner, customer, { revenueWan: '28765432' })
    edit(owner, customer, { revenueWan: '987654321' })
    const [exported] = listForExport([customer.id])
    const deeds = reader().select({ id: auditLog.id }).from(auditLog).where(eq(auditLog.customerId, customer.id)).all()
    const told = JSON.stringify([
      listCustomers(read(user), { q: customer.name }).rows,
      findArchive(read(user), customer.id),
      cellsOf(everyColumn, exported!),
      listChanges(read(user), customer.id, 20),
      listHistory(read(user), customer.id, 20),
      rowsOf(
        grant(aUser('admin'), 'audit.read'),
        deeds.map(({ id }) => id),
        reader(),
      ),
    ])
    for (const raw of ['27654321', '27,654,321', '28765432', '28,765,432', '987654321', '987,654,321']) expect(told).not.toContain(raw)
    expect(cellsOf(everyColumn, exported!)[headsOf(everyColumn).indexOf('年营收')]).toBe('5 亿元以上')
  },
)

test('the history names the bands, and says so where the figure moved within one', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales, { revenueWan: 800 })
  edit(sales, customer, { revenueWan: '900' })
  edit(sales, customer, { revenueWan: '3000' })
  const said = listHistory(read(sales), customer.id, 20).flatMap(({ changes }) => changes.filter(({ label }) => label === '年营收'))
  expect(said).toEqual([
    { label: '年营收', from: '500 万–2,000 万元', to: '2,000 万–1 亿元' },
    { label: '年营收', from: '500 万–2,000 万元', to: '同一区间内的另一数额' },
    { label: '年营收', from: '未填写', to: '500 万–2,000 万元' },
  ])
})

test('the figure is shown after a reveal with a reason, to that person, for ten minutes, and counts', () => {
  const [sales, boss] = [aUser('sales'), aUser('boss')]
  const { id } = aCustomer(sales, { revenueWan: 7654 })
  const look = { id, field: 'revenue' as const }
  expect(() => execute(revealField, sales, { ...look, reason: ' ' })).toThrow()
  execute(revealField, sales, { ...look, reason: '核对资料' })
  expect(findArchive(read(sales), id).revealed).toEqual({ revenue: '7,654 万元' })
  expect(findArchive(read(boss), id).revealed).toEqual({})
  expect(asOf(now() + REVEAL_MS + 1, () => findArchive(read(sales), id).revealed)).toEqual({})
  expect(findQuota(sales).used).toBe(1)
  expect(reader().select().from(reveals).where(eq(reveals.customerId, id)).all()).toMatchObject([{ field: 'revenue', reason: '核对资料' }])
})

test.each(['', undefined])('an edit that gives no revenue (%j) keeps it; the form never holds it', (revenueWan) => {
  const sales = aUser('sales')
  const customer = aCustomer(sales, { revenueWan: 7654 })
  edit(sales, customer, { headcount: 30, ...(revenueWan === undefined ? {} : { revenueWan }) })
  expect(row(customer.id)).toMatchObject({ revenueWan: 7654, headcount: 30 })
  edit(sales, customer, { revenueWan: '8000' })
  expect(row(customer.id).revenueWan).toBe(8000)
  const choices = { types: {}, levels: {}, potentials: {}, sources: {}, industries: [] }
  const field = inputsOf(
    customerFields(choices, { ...findArchive(read(sales), customer.id), revealed: undefined, demo: undefined, former: undefined }, true),
  ).find(({ name }) => name === 'revenueWan')
  expect(field).toMatchObject({ value: '', help: '现为 2,000 万–1 亿元，不填表示不变' })
})
