import { expect, test } from 'vitest'
import { listHistory } from '#lib/audit/queries'
import { execute } from '#lib/execute'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, asOf, dayOf, instantOf, now, today } from '#lib/kernel/time'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { findArchive } from '../customers/queries-archive.ts'
import { countTodos, listTodos } from '../todos/list.ts'
import { listCustomerTodos } from '../todos/queries.ts'
import { cancelTodo, createFollowUp, createTodo, finishTodo, handTodo, moveTodo } from './commands.ts'
import { delayOf, dueWords, isLate, moveTo, standingOf } from './model.ts'
import { listFollowUps } from './queries.ts'
import { listCustomerFollowUps } from './queries-story.ts'

const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11))

test.each([
  [null, 'undated', '未定日期'],
  ['2026-11-22T09:00', 'overdue', '逾期 1 小时'],
  ['2026-11-17T18:00', 'overdue', '逾期 5 天'],
  ['2026-11-22T14:30', 'today', '今天 14:30'],
  ['2026-11-23T10:00', 'soon', '明天 10:00'],
  ['2026-11-29T10:00', 'soon', '11-29 10:00'],
  ['2026-11-30T00:00', 'later', '11-30 00:00'],
  ['2027-01-02T08:00', 'later', '2027-01-02 08:00'],
])('at ten in the morning of 22 November, %s stands %s: %s', (due, standing, words) => {
  const dueAt = due && at(due)
  const ten = at('2026-11-22T10:00')
  expect(standingOf(dueAt || null, ten)).toBe(standing)
  expect(dueWords({ dueAt: dueAt || null }, ten)).toBe(words)
})

test.each([
  ['tomorrow', '2026-11-23'],
  ['monday', '2026-11-23'],
  ['date', '2026-12-24'],
] as const)('moving to %s leads to %s from a Sunday', (choice, day) => {
  expect(moveTo(choice, '2026-12-24', '2026-11-22')).toBe(day)
})

test('an hour is the line between in time and late', () => {
  const contact = at('2026-11-22T10:00')
  expect(isLate({ occurredAt: contact, createdAt: contact + 3_600_000 })).toBe(false)
  expect(isLate({ occurredAt: contact, createdAt: contact + 3_600_001 })).toBe(true)
  expect(delayOf({ occurredAt: contact, createdAt: contact + 35 * 60_000 })).toBe('35 分钟后录入')
})

test('a contact with a plan puts the plan on the follower’s list, and the customer says so', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  const followUp = aFollowUp(sales, customer.id, { next: '提交方案', nextOn: addDays(today(), 3) })
  expect(followUp.number).toMatch(/^G\d{11}$/)
  const [todo] = listTodos(grant(sales, 'todo.read'), { standing: 'soon' }).rows
  expect(todo).toMatchObject({ title: '提交方案', customerId: customer.id, dueOn: addDays(today(), 3) })
  const archive = findArchive(grant(sales, 'customer.read'), customer.id)
  expect(archive.nextDueAt).toBe(todo?.dueAt)
  expect(archive.lastContactAt).toBe(followUp.occurredAt)
})

test('a plan without a day, a future contact and an empty text each have their sentence', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  const fields = { customerId: customer.id, occurredAt: '2999-01-01T10:00', method: 'phone', content: ' ', next: '报价' }
  try {
    execute(createFollowUp, sales, fields as never)
    expect.unreachable()
  } catch (error) {
    expect((error as { issues: { path: string[] }[] }).issues.map((i) => i.path[0]).sort()).toEqual(['content', 'nextOn', 'occurredAt'])
  }
  expect(listCustomerFollowUps(grant(sales, 'customer.read'), customer.id, 5)).toEqual([])
})

test('the follow-up that settles a to-do ends it; a to-do of another customer it may not end', () => {
  const sales = aUser('sales')
  const [one, other] = [aCustomer(sales), aCustomer(sales)]
  aFollowUp(sales, one.id, { next: '回电', nextOn: today() })
  const [todo] = listCustomerTodos(grant(sales, 'todo.read'), one.id)
  expect(() => aFollowUp(sales, other.id, { doneTodoId: todo?.id })).toThrow('不是这位客户的')
  aFollowUp(sales, one.id, { doneTodoId: todo?.id })
  expect(listCustomerTodos(grant(sales, 'todo.read'), one.id)).toEqual([])
  expect(findArchive(grant(sales, 'customer.read'), one.id).nextDueAt).toBeNull()
})

test('a to-do moves forward only, counts its moves, and a stale page is told', () => {
  const sales = aUser('sales')
  const { after } = execute(createTodo, sales, { customerId: aCustomer(sales).id, title: '寄样品', dueOn: today() })
  expect(() => execute(moveTodo, sales, { id: after.id, version: 1, to: 'date', date: '2020-01-01' })).toThrow('不能改到今天以前')
  expect(execute(moveTodo, sales, { id: after.id, version: 1, to: 'tomorrow' }).after).toMatchObject({
    dueOn: addDays(today(), 1),
    moves: 1,
  })
  expect(() => execute(moveTodo, sales, { id: after.id, version: 1, to: 'tomorrow' })).toThrow('刚被别人改过')
})

test('of the next steps of a customer, those of another department are told but lead nowhere', () => {
  const [theirs, ours] = [aDepartment().id, aDepartment().id]
  const sales = aUser('sales', undefined, theirs)
  const customer = aCustomer(sales)
  aFollowUp(sales, customer.id, { next: '回电', nextOn: today() })
  const mine = (one: User) => listCustomerTodos(grant(one, 'todo.read'), customer.id).map((todo) => todo.mine)
  expect(mine(sales)).toEqual([true])
  expect(mine(aUser('service_manager', undefined, theirs))).toEqual([true])
  expect(mine(aUser('service_manager', undefined, ours))).toEqual([false])
  expect(mine(aUser('service', undefined, theirs))).toEqual([false])
  expect(mine(aUser('boss'))).toEqual([true])
})

test('handing over moves it to the other’s list; cancelling needs a reason', () => {
  const [ann, bob] = [aUser('sales', 'ann'), aUser('sales', 'bob')]
  const { after } = execute(createTodo, ann, { customerId: aCustomer(ann).id, title: '寄样品', dueOn: today() })
  execute(handTodo, ann, { id: after.id, version: 1, assigneeId: bob.id })
  expect(countTodos(grant(ann, 'todo.read'), {})).toBe(0)
  expect(countTodos(grant(bob, 'todo.read'), {})).toBe(1)
  expect(() => execute(cancelTodo, ann, { id: after.id, version: 2, reason: '不需要' })).toThrow('找不到待办')
  expect(() => execute(cancelTodo, bob, { id: after.id, version: 2, reason: ' ' })).toThrow()
  expect(execute(cancelTodo, bob, { id: after.id, version: 2, reason: '客户已自取' }).after.status).toBe('cancelled')
})

test('done needs a follow-up of the same customer', () => {
  const sales = aUser('sales')
  const [one, other] = [aCustomer(sales), aCustomer(sales)]
  const { after } = execute(createTodo, sales, { customerId: one.id, title: '回访', dueOn: today() })
  const wrong = aFollowUp(sales, other.id)
  expect(() => execute(finishTodo, sales, { id: after.id, version: 1, followUpId: wrong.id })).toThrow('这位客户的跟进记录')
  const right = aFollowUp(sales, one.id)
  expect(execute(finishTodo, sales, { id: after.id, version: 1, followUpId: right.id }).after).toMatchObject({
    status: 'done',
    doneFollowUpId: right.id,
  })
})

test('whoever may write no follow-up ends a to-do by its result, which the history tells; whoever may is asked for the follow-up', () => {
  const [seller, fixer] = [aUser('sales'), aUser('tech')]
  const customer = aCustomer(seller)
  const todo = () => execute(createTodo, seller, { customerId: customer.id, title: '换主轴', dueOn: today(), assigneeId: fixer.id }).after
  const { id } = todo()
  expect(() => execute(finishTodo, fixer, { id, version: 1, result: ' ' })).toThrow('请填写处理结果')
  expect(() => execute(finishTodo, fixer, { id, version: 1, result: '好'.repeat(501) })).toThrow('最多 500 字')
  expect(execute(finishTodo, fixer, { id, version: 1, result: '主轴已更换' }).after).toMatchObject({ status: 'done', doneBy: fixer.id })
  expect(listHistory(grant(seller, 'customer.read'), customer.id, 1)).toMatchObject([{ action: '完成待办', why: '主轴已更换' }])
  const own = execute(createTodo, seller, { customerId: customer.id, title: '回访', dueOn: today() }).after
  expect(() => execute(finishTodo, seller, { id: own.id, version: 1, result: '已回访' })).toThrow('先记录跟进')
})

test('counts and lists of the workbench ask the same question, and days pass without any job', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales)
  for (const days of [0, 1, 7, 8])
    execute(createTodo, sales, { customerId: customer.id, title: `第 ${days} 天`, dueOn: addDays(today(), days) })
  const me = grant(sales, 'todo.read')
  const seen = () =>
    (['overdue', 'today', 'soon', 'later'] as const).map((standing) => [
      countTodos(me, { standing }),
      listTodos(me, { standing }).rows.length,
    ])
  expect(seen()).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
    [1, 1],
  ])
  asOf(now() + 86_400_000, () =>
    expect(seen()).toEqual([
      [1, 1],
      [1, 1],
      [2, 2],
      [0, 0],
    ]),
  )
})

test('a manager sees the department’s to-dos and one person’s by filter', () => {
  const department = aDepartment()
  const [ann, bob] = [aUser('sales', 'ann', department.id), aUser('sales', 'bob', department.id)]
  for (const user of [ann, bob]) execute(createTodo, user, { customerId: aCustomer(user).id, title: '回电', dueOn: today() })
  const me = grant(aUser('sales_manager', 'm', department.id), 'todo.read')
  expect(countTodos(me, {})).toBe(2)
  expect(countTodos(me, { person: ann.id })).toBe(1)
  expect(countTodos(grant(aUser('sales_manager', 'n', aDepartment().id), 'todo.read'), {})).toBe(0)
})

test('a follow-up for somebody else’s customer is not found, and nothing is written', () => {
  const customer = aCustomer()
  expect(() => aFollowUp(aUser('sales'), customer.id)).toThrow('找不到客户')
  expect(listFollowUps(grant(aUser('admin'), 'followUp.read'), { q: customer.number }).rows).toEqual([])
})

test('follow-ups are found by customer, method, person, lateness and day', () => {
  const sales = aUser('sales')
  const customer = aCustomer(sales, { name: '宁波泊舟国际物流有限公司' })
  const late = now() - 3 * 3_600_000
  const { number } = aFollowUp(sales, customer.id, {
    method: 'wechat',
    occurredAt: `${dayOf(late)}T${new Date(late + 8 * 3_600_000).toISOString().slice(11, 16)}`,
  })
  aFollowUp(sales, aCustomer(sales).id)
  const found = (filter: Parameters<typeof listFollowUps>[1]) =>
    listFollowUps(grant(sales, 'followUp.read'), filter).rows.map((r) => r.number)
  for (const filter of [{ q: '泊舟' }, { q: 'nbbz' }, { q: number }, { method: 'wechat' as const }, { late: true }])
    expect(found(filter)).toEqual([number])
  expect(found({ person: sales.id })).toHaveLength(2)
  expect(found({ to: '2020-01-01' })).toEqual([])
})
