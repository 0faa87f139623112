import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { jobRuns, notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { tiers } from '#db/schema/tiers'
import { execute } from '#lib/execute'
import { createFollowUp, handTodo } from '#lib/followups/commands'
import { grant } from '#lib/kernel/grant'
import { dayOf, now, today } from '#lib/kernel/time'
import { aCustomer, aUser } from '#tests/factories'
import { aStrategy, department, label, labelled, li, manager, on, push, pushesOf, todoOf } from '#tests/strategies'
import { pauseStrategy } from './commands.ts'
import { findPush, listPushes } from './list.ts'
import { strategiesOf } from './queries-archive.ts'
import { sendPush } from './send.ts'

test('a strategy that is switched on puts a to-do on the account manager’s desk, once a period, and tells them once', async () => {
  const { customer, strategy, tier } = labelled()
  label(tier.id, aCustomer(li).id)
  await push()
  expect(pushesOf(strategy.id)).toEqual([])
  on(strategy)
  expect(reader().select().from(jobRuns).where(eq(jobRuns.job, 'strategies')).all()).toHaveLength(1)
  await push()
  await push()
  const pushes = pushesOf(strategy.id)
  expect(pushes.map(({ customerId, assigneeId, day }) => ({ customerId, assigneeId, day }))).toEqual([
    { customerId: customer.id, assigneeId: li.id, day: today() },
    { customerId: pushes[1]!.customerId, assigneeId: li.id, day: today() },
  ])
  expect(todoOf(pushes[0]!.todoId)).toMatchObject({ title: `${strategy.name}：见面`, assigneeId: li.id, status: 'open' })
  const told = reader().select().from(notifications).where(eq(notifications.userId, li.id)).all()
  expect(told.filter(({ key }) => key.startsWith(`strategy:${strategy.id}:`)).map(({ title }) => title)).toEqual([
    `新的推送：${strategy.name}`,
  ])
})

test('普通客户 is whoever has no label: a strategy for them reaches those', async () => {
  const rest = reader()
    .select()
    .from(tiers)
    .all()
    .find(({ rule }) => rule.kind === 'rest')!
  const [plain, other] = [aCustomer(li), labelled().customer]
  const strategy = aStrategy(rest.id)
  on(strategy)
  await push()
  const reached = pushesOf(strategy.id).map(({ customerId }) => customerId)
  expect(reached).toContain(plain.id)
  expect(reached).not.toContain(other.id)
  expect(strategiesOf(grant(li, 'customer.read'), plain.id).within).toMatchObject([{ name: strategy.name, tier: rest.name }])
  execute(pauseStrategy, manager, { id: strategy.id, version: 2 })
})

test('the next period pushes again; a strategy that is paused, over or not yet in force does not', async () => {
  const { strategy } = labelled({ rhythm: 'week' })
  const later = labelled({ effectiveFrom: '2999-01-01' })
  const running = on(strategy)
  on(later.strategy)
  await push()
  await push(now() + 7 * 86_400_000)
  expect(pushesOf(strategy.id)).toHaveLength(2)
  expect(pushesOf(later.strategy.id)).toEqual([])
  execute(pauseStrategy, manager, { id: strategy.id, version: running.version })
  await push(now() + 14 * 86_400_000)
  expect(pushesOf(strategy.id)).toHaveLength(2)
})

test('for an account manager who has left the head of the department gets it; nobody’s customers are left out', async () => {
  const gone = aUser('sales', '赵离', department.id)
  const { strategy, tier } = labelled({}, gone)
  const nobodys = aCustomer(li)
  label(tier.id, nobodys.id)
  writer().update(customers).set({ ownerId: null, departmentId: null }).where(eq(customers.id, nobodys.id)).run()
  writer().update(users).set({ active: false }).where(eq(users.id, gone.id)).run()
  on(strategy)
  await push()
  expect(pushesOf(strategy.id).map(({ assigneeId }) => assigneeId)).toEqual([manager.id])
})

test('已送达 finishes the to-do; a to-do that is done, taken back or handed on takes the push with it', async () => {
  const { customer, strategy, tier } = labelled()
  const second = aCustomer(li)
  label(tier.id, second.id)
  on(strategy)
  await push()
  const [one, two] = pushesOf(strategy.id)
  execute(sendPush, li, { id: one!.id })
  expect(todoOf(one!.todoId)).toMatchObject({ status: 'done', doneBy: li.id })
  expect(() => execute(sendPush, li, { id: one!.id })).toThrow('已经登记送达')
  const wang = aUser('sales', '王磊', department.id)
  execute(handTodo, manager, { id: two!.todoId!, version: 1, assigneeId: wang.id })
  expect(pushesOf(strategy.id)[1]!.assigneeId).toBe(wang.id)
  expect(() => findPush(grant(li, 'strategy.send'), two!.id)).toThrow('找不到推送')
  const visit = { customerId: second.id, occurredAt: `${dayOf(now())}T00:00`, method: 'visit', content: '见了', doneTodoId: two!.todoId }
  execute(createFollowUp, manager, visit as never)
  expect(pushesOf(strategy.id)[1]!.sentBy).toBe(manager.id)
  writer().update(todos).set({ status: 'open', doneAt: null }).where(eq(todos.id, two!.todoId!)).run()
  expect(pushesOf(strategy.id)[1]!.sentAt).toBeNull()
  expect(customer.id).toBe(one!.customerId)
})

test('pushes are found by the customer’s name', async () => {
  const { customer, strategy, tier } = labelled()
  label(tier.id, aCustomer(li, { name: '无锡独一阀门有限公司' }).id)
  on(strategy)
  await push()
  const found = (q: string) =>
    listPushes(grant(li, 'strategy.send'), { strategy: strategy.id, q }, '甲公司').rows.map((row) => row.customer)
  expect(found('独一阀门')).toEqual(['无锡独一阀门有限公司'])
  expect(found(customer.name)).toEqual([customer.name])
  expect(found('不存在的')).toEqual([])
})

test('a whole house of pushes in whatever state is a list; of a customer in the recycle bin nothing is on it, counts included', async () => {
  const { strategy, customer } = labelled()
  on(strategy)
  await push()
  const boss = grant(aUser('admin', '沈管'), 'strategy.send')
  const whole = listPushes(boss, { size: 200 }, '甲公司')
  expect(whole.rows.map((row) => row.customerId)).toContain(customer.id)
  writer().update(customers).set({ deletedAt: now() }).where(eq(customers.id, customer.id)).run()
  const after = listPushes(boss, { size: 200 }, '甲公司')
  expect(after.rows.map((row) => row.customerId)).not.toContain(customer.id)
  expect(after.total).toBe(whole.total - 1)
  expect(listPushes(grant(li, 'strategy.send'), { strategy: strategy.id, state: 'open' }, '甲公司')).toMatchObject({ rows: [], total: 0 })
})

test('a notice makes no to-do and tells of each customer', async () => {
  const { customer, strategy } = labelled({ way: 'notice', content: '{客户名称} 可以续约' })
  on(strategy)
  await push()
  const [only] = pushesOf(strategy.id)
  expect(only!.todoId).toBeNull()
  const titles = reader()
    .select()
    .from(notifications)
    .where(eq(notifications.userId, li.id))
    .all()
    .map(({ title }) => title)
  expect(titles).toContain(`${strategy.name}：${customer.name}`)
})
