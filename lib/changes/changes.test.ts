import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { levelMany } from '#lib/customers/bulk'
import { editCustomer } from '#lib/customers/edits'
import type { Customer } from '#lib/customers/model'
import { execute } from '#lib/execute'
import { finishTodo } from '#lib/followups/commands'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, today } from '#lib/kernel/time'
import { editProfile } from '#lib/profiles/commands'
import { aCustomer, aFollowUp, aUser } from '#tests/factories'
import { changeWords } from './model.ts'
import { listChanges } from './queries.ts'

const edit = (user: User, { id }: Customer, values: object) => {
  const row = reader().select().from(customers).where(eq(customers.id, id)).get()!
  const { version, type, name, industry, source, level, headcount, revenueWan } = row
  const same = { id, version, type, name, industry, source, level, headcount, revenueWan, contact: '', phone: '' }
  return execute(editCustomer, user, { ...same, ...values } as never)
}
const told = (user: User, { id }: Customer) => listChanges(grant(user, 'customer.read'), id, 20).map(changeWords)
const reviews = ({ id }: Customer) =>
  reader()
    .select()
    .from(todos)
    .where(and(eq(todos.customerId, id), eq(todos.status, 'open')))
    .all()

test('a change of size is an event of its own and asks the owner for a review within seven days (S0-05, S1-06)', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales, { headcount: 50 })
  edit(aUser('admin'), customer, { headcount: 120 })
  expect(told(sales, customer)).toEqual(['规模变化：50 人 → 120 人'])
  expect(reviews(customer)).toMatchObject([
    { assigneeId: sales.id, title: '复核服务策略：规模变化 50 人 → 120 人', dueOn: addDays(today(), 7), status: 'open' },
  ])
})

test.each([
  [{ headcount: 50, revenueWan: 800 }, { revenueWan: 1200 }, '年营收有变化'],
  [{ headcount: 50, revenueWan: 800 }, { revenueWan: 2000 }, '规模变化：500 万–2,000 万元 → 2,000 万–1 亿元'],
  [{ industry: 'C34' }, { industry: 'C39' }, /^行业变化：.* → .*/],
  [{ level: 'normal' }, { level: 'vip' }, '等级变化：普通客户 → VIP客户'],
  [{ headcount: 50 }, { headcount: '' }, '规模变化：50 人 → （已清空）'],
])('%o then %o is told as %s', (first, then, words) => {
  const sales = aUser('sales')
  const customer = aCustomer(sales, first)
  edit(sales, customer, then)
  expect(told(sales, customer)).toEqual([expect.stringMatching(words)])
  expect(reviews(customer)).toHaveLength(1)
})

test('what is filled for the first time, or not changed, is no change', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  edit(sales, customer, { headcount: 50, revenueWan: 800 })
  edit(sales, customer, { note: '换了办公地点' })
  execute(editProfile, sales, { id: customer.id, version: 0, needs: '维保', painPoints: ['成本高'] })
  execute(editProfile, sales, { id: customer.id, version: 1, needs: '维保', painPoints: ['成本高'], urgency: 'high' })
  expect(told(sales, customer)).toEqual([])
  expect(reviews(customer)).toEqual([])
})

test('changed needs and pain points are a change of demand', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  execute(editProfile, sales, { id: customer.id, version: 0, needs: '一条产线维保', painPoints: ['成本高'] })
  execute(editProfile, sales, { id: customer.id, version: 1, needs: '两条产线维保', painPoints: ['成本高', '效率低'] })
  expect(told(sales, customer).toSorted()).toEqual([
    '需求变化：业务痛点 成本高 → 成本高、效率低',
    '需求变化：采购需求 一条产线维保 → 两条产线维保',
  ])
  expect(reviews(customer)).toMatchObject([{ title: '复核服务策略：需求变化' }])
})

test('one review at a time is open for a customer; it is done like any to-do, and the next change asks anew', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales, { headcount: 50 })
  edit(sales, customer, { headcount: 120 })
  edit(sales, customer, { headcount: 300 })
  const [review, ...more] = reviews(customer)
  expect(more).toEqual([])
  execute(finishTodo, sales, { id: review!.id, version: review!.version, followUpId: aFollowUp(sales, customer.id).id })
  expect(listChanges(grant(sales, 'customer.read'), customer.id, 5).map(({ review }) => review)).toEqual(['done', 'done'])
  edit(sales, customer, { headcount: 500 })
  expect(reviews(customer)).toHaveLength(1)
})

test('many at once are told as events, without a to-do for each; nobody, or somebody who left, is asked for nothing', () => {
  const admin = aUser('admin')
  const sales = aUser('sales')
  const [one, other] = [aCustomer(sales), aCustomer(sales, { headcount: 5 })]
  execute(levelMany, admin, { ids: [one.id], expected: 1, level: 'strategic' })
  expect(told(admin, one)).toEqual(['等级变化：普通客户 → 战略客户'])
  writer().update(users).set({ active: false }).where(eq(users.id, sales.id)).run()
  edit(admin, other, { headcount: 9 })
  expect([reviews(one), reviews(other)]).toEqual([[], []])
})

test('somebody else’s changes are not told', () => {
  const customer = aCustomer(undefined, { headcount: 5 })
  expect(() => listChanges(grant(aUser('sales'), 'customer.read'), customer.id, 5)).toThrow('找不到客户')
})
