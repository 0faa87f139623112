import { expect, test } from 'vitest'
import { type FollowUpKey, type PurchaseKey, targetFields } from './aliases.ts'
import { readFollowUp, readPurchase } from './facts.ts'

const followUpKeys = targetFields.followUps.map(({ key }) => key)
const purchaseKeys = targetFields.purchases.map(({ key }) => key)
const today = '2026-11-22'

function followUp(cells: Partial<Record<FollowUpKey, string>>) {
  const all: Partial<Record<FollowUpKey, string>> = {
    customer: '郭敏',
    occurredAt: '2026-07-05 07:01',
    method: '微信',
    content: '报价',
    ...cells,
  }
  return readFollowUp(
    followUpKeys.map((key) => all[key] ?? ''),
    Object.fromEntries(followUpKeys.map((key, at) => [key, at])),
    { today },
  )
}

function purchase(cells: Partial<Record<PurchaseKey, string>>, without: PurchaseKey[] = []) {
  const all: Partial<Record<PurchaseKey, string>> = {
    customer: '郭敏',
    product: '耗材A',
    quantity: '31',
    amount: '17104.86',
    purchasedOn: '2026-08-14',
    ...cells,
  }
  return readPurchase(
    purchaseKeys.map((key) => all[key] ?? ''),
    Object.fromEntries(purchaseKeys.map((key, at) => [key, without.includes(key) ? null : at])),
    { today },
  )
}

test.each([
  ['电话沟通', 'phone'],
  ['微信', 'wechat'],
  ['邮件', 'email'],
  ['拜访', 'visit'],
  ['面谈/来访', 'meeting'],
  ['腾讯会议', 'online'],
  ['短信', 'sms'],
  ['沙龙', 'event'],
])('%s is the method %s', (method, code) => {
  expect(followUp({ method })).toMatchObject({ values: { method: code }, warnings: [] })
})

test('an unknown method is other, with a warning', () => {
  expect(followUp({ method: '飞鸽' })).toMatchObject({
    values: { method: 'other' },
    warnings: [{ reason: '「飞鸽」不是跟进方式，按其他导入' }],
  })
})

test.each<[Partial<Record<FollowUpKey, string>>, object, string]>([
  [{ next: '提交方案', nextOn: '2026-12-01' }, { next: '提交方案', nextOn: '2026-12-01' }, 'a plan with its day'],
  [{ next: '', nextOn: '2026-12-01' }, { next: '继续跟进', nextOn: '2026-12-01' }, 'a day alone'],
  [{ next: '提交方案', nextOn: '' }, { next: '提交方案', nextOn: null }, 'a plan without a day'],
  [{ next: '', nextOn: '' }, { next: '', nextOn: null }, 'neither'],
])('%j becomes %j (%s)', (cells, plan) => {
  expect(followUp(cells)).toMatchObject({ values: plan, warnings: [] })
})

test('a day without a time stays without; the future is a warning', () => {
  expect(followUp({ occurredAt: '2026/7/5' }).values).toMatchObject({ occurredOn: '2026-07-05', occurredTime: null })
  expect(followUp({ occurredAt: '2026-11-23' })).toMatchObject({ errors: [], warnings: [{ field: 'occurredAt' }] })
})

test.each<[Partial<Record<FollowUpKey, string>>, string]>([
  [{ customer: '' }, 'customer'],
  [{ occurredAt: '' }, 'occurredAt'],
  [{ occurredAt: '上周' }, 'occurredAt'],
  [{ content: ' ' }, 'content'],
  [{ nextOn: '2026-02-30' }, 'nextOn'],
])('%j keeps a follow-up out', (cells, field) => {
  expect(followUp(cells).errors.map((error) => error.field)).toEqual([field])
})

test.each<[Partial<Record<PurchaseKey, string>>, object]>([
  [{ amount: '¥1,234.5元' }, { amountFen: 123450 }],
  [{ amount: '0.29' }, { amountFen: 29 }],
  [{ amount: '1.2万' }, { amountFen: 1_200_000 }],
  [{ amount: '17104.8600' }, { amountFen: 1_710_486 }],
  [{ quantity: '1.005' }, { quantityMilli: 1005, unit: '' }],
  [{ quantity: '100 件' }, { quantityMilli: 100_000, unit: '件' }],
  [
    { quantity: '100', unit: '台' },
    { quantityMilli: 100_000, unit: '台' },
  ],
  [{ customer: '', customerNumber: 'C202405001' }, { customerNumber: 'C202405001' }],
])('%j is exactly %j', (cells, values) => {
  expect(purchase(cells)).toMatchObject({ values, errors: [], warnings: [] })
})

test('one cell of the documents holds product, quantity and day', () => {
  const reading = purchase({ product: '耗材A/100件/2024-03-15' }, ['quantity', 'purchasedOn', 'amount'])
  expect(reading.values).toMatchObject({ product: '耗材A', quantityMilli: 100_000, unit: '件', purchasedOn: '2024-03-15', amountFen: 0 })
  expect(reading.warnings.map(({ reason }) => reason)).toEqual(['金额为空，按 0 元导入'])
})

test.each<[Partial<Record<PurchaseKey, string>>, string]>([
  [{ product: '' }, 'product'],
  [{ quantity: '0' }, 'quantity'],
  [{ quantity: '-3' }, 'quantity'],
  [{ quantity: '1.0005' }, 'quantity'],
  [{ amount: '1.005' }, 'amount'],
  [{ amount: '-5' }, 'amount'],
  [{ amount: '面议' }, 'amount'],
  [{ purchasedOn: '' }, 'purchasedOn'],
  [{ purchasedOn: '2026-02-30' }, 'purchasedOn'],
])('%j keeps a purchase out', (cells, field) => {
  expect(purchase(cells).errors.map((error) => error.field)).toEqual([field])
})
