import { expect, test } from 'vitest'
import { reader } from '#db/client'
import { purchases } from '#db/schema/followups'
import { execute } from '#lib/execute'
import { addDays, today } from '#lib/kernel/time'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { recordPurchase } from './commands.ts'

const bought = (customerId: number, values: Record<string, unknown> = {}) =>
  ({ customerId, product: '立铣刀', quantity: '1.5', unit: '箱', amount: '1,234.50', purchasedOn: today(), ...values }) as never

test('quantity and amount are stored exactly, as thousandths and as fen', () => {
  const sales = aUser('sales')
  const { after, about } = execute(recordPurchase, sales, bought(aCustomer(sales).id))
  expect(after).toMatchObject({ quantityMilli: 1500, amountFen: 123_450, createdBy: sales.id, demo: false })
  expect(about).toBe(after.customerId)
})

test.each([
  ['quantity', '0', '数量需大于 0'],
  ['quantity', '1.2345', '数量需大于 0'],
  ['quantity', '两箱', '数量需大于 0'],
  ['amount', '-1', '金额写作'],
  ['amount', '1.005', '金额写作'],
  ['amount', '', '金额写作'],
  ['product', ' ', '请填写产品'],
  ['purchasedOn', '2026-02-30', '购买日期写作'],
  ['purchasedOn', addDays(today(), 2), '不能在今天之后'],
])('%s %s is refused, and nothing is written', (field, value, sentence) => {
  const sales = aUser('sales')
  const before = reader().select().from(purchases).all().length
  expect(() => execute(recordPurchase, sales, bought(aCustomer(sales).id, { [field]: value }))).toThrow(sentence)
  expect(reader().select().from(purchases).all()).toHaveLength(before)
})

test('sales cannot record for a colleague’s customer, a manager can for the department', () => {
  const department = aDepartment()
  const theirs = aCustomer(aUser('sales', 'colleague', department.id))
  expect(() => execute(recordPurchase, aUser('sales', 'other', department.id), bought(theirs.id))).toThrow('找不到客户')
  expect(execute(recordPurchase, aUser('sales_manager', 'head', department.id), bought(theirs.id)).after.customerId).toBe(theirs.id)
})

test('reading more than one may record for does not help', () => {
  const boss = aUser('boss')
  const theirs = aCustomer()
  expect(() => execute(recordPurchase, { ...boss, may: { ...boss.may, 'purchase.record': 'own' } }, bought(theirs.id))).toThrow(
    '找不到客户',
  )
})
