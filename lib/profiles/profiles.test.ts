import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { listHistory } from '#lib/audit/queries'
import { createContact } from '#lib/contacts/commands'
import { listContacts } from '#lib/contacts/queries'
import { deleteCustomer } from '#lib/customers/commands'
import { listCustomers } from '#lib/customers/list'
import { findArchive } from '#lib/customers/queries-archive'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, today } from '#lib/kernel/time'
import { recordPurchase } from '#lib/purchases/commands'
import { aCustomer, aUser } from '#tests/factories'
import { editProfile } from './commands.ts'
import { completenessOf } from './completeness.ts'
import { budgetWords, monthsBetween, tagParts } from './model.ts'
import { cooperationOf, findProfile } from './queries.ts'

const list = (user: User, filter: Parameters<typeof listCustomers>[1]) =>
  listCustomers(grant(user, 'customer.read'), filter).rows.map(({ id }) => id)
const told = {
  serviceCategory: 'government',
  painPoints: ['成本高', '合规压力'],
  otherPains: '备件难买，合规压力',
  needs: '两条产线的年度维保',
  urgency: 'high',
  budgetMinWan: '50',
  budgetMaxWan: '80',
  decisionCycle: 'long',
  decisionProcess: '设备科提出，院务会批准',
  decisionDepartments: '设备科、财务科',
  concerns: '品质',
} as const

test('a profile is told once and changed after, its lists each word once', () => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  execute(editProfile, sales, { ...told, id, version: 0 })
  expect(findProfile(grant(sales, 'customer.read'), id)).toMatchObject({
    painPoints: ['成本高', '合规压力', '备件难买'],
    concerns: ['品质'],
    budgetMinWan: 50,
    budgetMaxWan: 80,
    version: 1,
  })
  execute(editProfile, sales, { id, version: 1, urgency: 'low' })
  expect(findProfile(grant(sales, 'customer.read'), id)).toMatchObject({
    urgency: 'low',
    serviceCategory: null,
    painPoints: [],
    budgetMinWan: null,
  })
  expect(() => execute(editProfile, sales, { ...told, id, version: 1 })).toThrow('被改过')
})

test('the history says what changed, in words', () => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  execute(editProfile, sales, { ...told, id, version: 0 })
  execute(editProfile, sales, { ...told, id, version: 1, urgency: 'low' })
  const [last] = listHistory(grant(sales, 'customer.read'), id, 1)
  expect(last).toMatchObject({ action: '修改数字画像', changes: [{ label: '需求紧急度', from: '高', to: '低' }] })
})

test.each([
  [{ budgetMinWan: '80', budgetMaxWan: '50' }, '预算上限不能小于下限'],
  [{ budgetMinWan: '1.5' }, '需为整数'],
  [{ budgetMaxWan: '-1' }, '不能为负'],
  [{ urgency: 'now' }, '请从列表中选择需求紧急度'],
  [{ needs: 'x'.repeat(1001) }, '最多 1000 字'],
  [{ serviceCategory: 'x' }, '请从列表中选择服务类别'],
])('%o is refused, and nothing is written', (wrong, sentence) => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  expect(() => execute(editProfile, sales, { id, version: 0, ...wrong } as never)).toThrow(sentence)
  expect(findProfile(grant(sales, 'customer.read'), id)).toBeUndefined()
})

test('each part of the composite tag filters the list, alone and together (S1-20, S1-21)', () => {
  const sales = aUser('sales')
  const wanted = aCustomer(sales, { industry: 'C34', tags: '产能扩张需求、降本', potential: 'A' })
  const other = aCustomer(sales, { industry: 'I65', tags: '产能', potential: 'B' })
  execute(editProfile, sales, { id: wanted.id, version: 0, decisionCycle: 'long', urgency: 'high', serviceCategory: 'sme' })
  execute(editProfile, sales, { id: other.id, version: 0, decisionCycle: 'short', urgency: 'low', serviceCategory: 'large' })
  const archive = findArchive(grant(sales, 'customer.read'), wanted.id)
  const parts = tagParts(archive, findProfile(grant(sales, 'customer.read'), wanted.id))
  expect(parts.map(({ text }) => `[${text}]`).join('-')).toBe('[制造业]-[产能扩张需求]-[降本]-[决策周期长]-[A类客户]')
  for (const { query } of parts) expect(list(sales, Object.fromEntries(new URLSearchParams(query)))).toEqual([wanted.id])
  expect(list(sales, { industry: 'C', tag: '产能扩张需求', cycle: 'long', potential: 'A', urgency: 'high', category: 'sme' })).toEqual([
    wanted.id,
  ])
  expect(list(sales, { tag: '产能' })).toEqual([other.id])
  expect(list(sales, { category: 'large' })).toEqual([other.id])
  expect(list(sales, { urgency: 'low', category: 'sme' })).toEqual([])
  execute(editProfile, sales, { id: wanted.id, version: 1 })
  expect(list(sales, { cycle: 'long' })).toEqual([])
})

test.each([
  ['产能扩张需求、降本', ['产能扩张需求', '降本']],
  ['[制造业]-[产能扩张需求]-[决策周期长]-[A类客户]', ['产能扩张需求']],
  ['[订单涨了，两班倒还是赶不上]-[A类]', ['订单涨了，两班倒还是赶不上']],
  ['', []],
])('the tags %s stand as %j in the composite tag, told once', (tags, wanted) => {
  expect(tagParts({ industry: '', tags, potential: null }).map(({ text }) => text)).toEqual(wanted)
})

test('a tag typed in brackets, with punctuation within, still filters the list', () => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales, { industry: 'I65', tags: '[订单涨了，两班倒还是赶不上]-[A类]' })
  expect(list(sales, { tag: '订单涨了，两班倒还是赶不上' })).toEqual([id])
  expect(list(sales, { tag: '订单涨了' })).toEqual([])
})

test('a profile of a customer in the recycle bin cannot be told, and brings it into no search', () => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  execute(deleteCustomer, aUser('admin'), { id, version: 1 })
  expect(() => execute(editProfile, sales, { id, version: 0, urgency: 'high' })).toThrow('找不到客户')
  expect(list(sales, { urgency: 'high' })).toEqual([])
})

test('the score grows with what is known, and says what is missing and why', () => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales, { headcount: '120', position: '总经理', address: '苏州', tags: '降本', potential: 'A' })
  const state = () => {
    const me = grant(sales, 'customer.read')
    return completenessOf(findArchive(me, id), findProfile(me, id), listContacts(grant(sales, 'contact.read'), id))
  }
  const bare = state()
  expect(bare.missing[0]).toEqual({ what: '关键决策人', why: '找对人，少走弯路', at: 'contacts' })
  execute(createContact, sales, { customerId: id, name: '李总', roles: ['decider'], channel: 'wechat' })
  expect(state().score).toBeGreaterThan(bare.score)
  execute(editProfile, sales, { ...told, id, version: 0 })
  expect(state()).toEqual({ score: 100, missing: [] })
})

test('a decider who left decides no more', () => {
  const archive = {
    type: 'company',
    industry: '',
    headcount: null,
    revenueMasked: null,
    position: '',
    address: '',
    tags: '',
    potential: null,
  } as const
  const gone = [{ roles: ['decider'], leftOn: '2026-01-01', channel: 'phone' }]
  const nothing = completenessOf(archive, undefined, gone)
  expect(nothing.score).toBe(0)
  expect(nothing.missing.map(({ what }) => what)).toContain('关键决策人')
  expect(completenessOf({ ...archive, type: 'person' }, undefined, gone).missing.map(({ what }) => what)).not.toContain('企业规模')
})

test('the cooperation so far is counted from purchases, by the index', () => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  const me = grant(sales, 'purchase.read')
  expect(cooperationOf(me, id)).toBeUndefined()
  const buy = (product: string, amount: string, purchasedOn: string) =>
    execute(recordPurchase, sales, { customerId: id, product, quantity: '1', amount, purchasedOn })
  const [longAgo, yearAgo] = [addDays(today(), -800), addDays(today(), -100)]
  buy('立铣刀', '100.50', longAgo)
  buy('立铣刀', '200.00', yearAgo)
  buy('夹具', '50.25', today())
  expect(cooperationOf(me, id)).toEqual({
    count: 3,
    first: longAgo,
    last: today(),
    yearFen: 25_025,
    products: [
      { product: '立铣刀', count: 2 },
      { product: '夹具', count: 1 },
    ],
  })
  const plan = writer().$client.prepare('explain query plan select count(*), min(purchased_on) from purchases where customer_id = 1').all()
  expect(JSON.stringify(plan)).toContain('purchases_customer')
  expect(() => cooperationOf(grant(aUser('sales'), 'purchase.read'), id)).toThrow('找不到客户')
})

test.each([
  [50, 80, '50 – 80 万元'],
  [50, null, '50 万元以上'],
  [null, 80, '80 万元以内'],
  [1200, 1200, '1,200 万元'],
  [null, null, ''],
])('a budget from %s to %s reads %s', (budgetMinWan, budgetMaxWan, words) =>
  expect(budgetWords({ budgetMinWan, budgetMaxWan })).toBe(words),
)

test('a cooperation of days counts as its first month', () => {
  expect(monthsBetween('2026-11-20', '2026-11-22')).toBe(1)
  expect(monthsBetween('2025-05-22', '2026-11-22')).toBe(18)
})

test('no search word is lost or doubled by a profile', () => {
  const sales = aUser('sales')
  const { id } = aCustomer(sales)
  execute(editProfile, sales, { ...told, id, version: 0 })
  execute(editProfile, sales, { ...told, id, version: 1, serviceCategory: 'sme' })
  const terms = reader().$client.prepare('select terms from customer_terms where id = ?').pluck().get(id) as string
  expect(terms.split(' ').filter((word) => /^(cat|urg|cyc)_/.test(word))).toEqual(['cat_sme', 'urg_high', 'cyc_long'])
})
