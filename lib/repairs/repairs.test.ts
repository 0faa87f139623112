import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { repairSteps, repairs } from '#db/schema/closing'
import { followUps, todos } from '#db/schema/followups'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { tickets } from '#db/schema/tickets'
import { deleteCustomer } from '#lib/customers/commands'
import { execute } from '#lib/execute'
import { cancelTodo, finishTodo } from '#lib/followups/commands'
import { grant, type User } from '#lib/kernel/grant'
import { addDays, asOf, DAY, now, today } from '#lib/kernel/time'
import { purgeCustomers } from '#lib/recycle/commands'
import { KEPT_MS } from '#lib/recycle/model'
import { createScoreLink, giveScore } from '#lib/scores/commands'
import { hashOf, newToken } from '#lib/scores/token'
import { reopenTicket } from '#lib/tickets/commands'
import { closeTicket, scoreTicket } from '#lib/tickets/moves'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { isRepairing, repairOf } from './queries.ts'

const desk = aUser('service_manager', '何静', aDepartment('客服部').id)
const tech = aUser('tech', '吴建军', aDepartment('技术部').id)
const owner = aUser('sales', '周敏')

let serial = 0
function aTicket(urgency: 'high' | 'middle' = 'middle', of: User | null = owner) {
  const customer = aCustomer(of ?? owner)
  const values = { number: `T20261122${++serial}`, customerId: customer.id, kind: 'complaint', urgency, description: '异响' } as const
  const done = { result: '已更换', cause: 'material', handlerId: tech.id, createdAt: now(), status: 'revisit' } as const
  return writer()
    .insert(tickets)
    .values({ ...values, ...done })
    .returning()
    .get()
}
const at = (id: number) => ({ id, version: reader().select().from(tickets).where(eq(tickets.id, id)).get()!.version })
const close = (id: number, score = '') => execute(closeTicket, desk, { ...at(id), feedback: '已解决', score } as never)
const todosOf = (customerId: number) => reader().select().from(todos).where(eq(todos.customerId, customerId)).orderBy(todos.dueOn).all()
const rate = (id: number, score: number) => asOf(now() + 1000, () => execute(scoreTicket, desk, { id, score, source: 'phone' }))

test('an urgent ticket begins a plan when it is closed: three contacts, for the owner, who is told; nothing is sold meanwhile (N-12)', () => {
  const { id, number, customerId } = aTicket('high')
  expect(isRepairing(customerId)).toBe(false)
  close(id, '5')
  const planned = todosOf(customerId)
  expect(planned.map(({ dueOn }) => dueOn)).toEqual([1, 7, 30].map((days) => addDays(today(), days)))
  expect(planned.every(({ assigneeId, status, title }) => assigneeId === owner.id && status === 'open' && title.includes(number))).toBe(
    true,
  )
  expect(isRepairing(customerId)).toBe(true)
  expect(repairOf(grant(owner, 'customer.read'), customerId)).toMatchObject({ ticketId: id, number, left: 3, nextOn: addDays(today(), 1) })
  expect(reader().select().from(notifications).where(eq(notifications.userId, owner.id)).all().at(-1)).toMatchObject({
    href: `/customers/${customerId}`,
    title: expect.stringContaining('修复期'),
  })
  const record = reader().select().from(auditLog).where(eq(auditLog.action, 'repair.tend')).all().at(-1)
  expect(record).toMatchObject({ customerId, outcome: 'done', actor: '系统：ticket.close' })
})

test.each([
  ['middle', '2', true],
  ['middle', '1', true],
  ['middle', '3', true],
  ['middle', '4', false],
  ['middle', '5', false],
  ['middle', '', false],
  ['high', '', true],
] as const)('closed, %s, scored %s: %s', (urgency, score, begins) => {
  const { id, customerId } = aTicket(urgency)
  close(id, score)
  expect([isRepairing(customerId), todosOf(customerId).length]).toEqual(begins ? [true, 3] : [false, 0])
})

test('a bad score before closing begins nothing yet; one by the link afterwards does', () => {
  const { id, customerId } = aTicket()
  rate(id, 1)
  expect(isRepairing(customerId)).toBe(false)
  rate(id, 4)
  close(id)
  expect(isRepairing(customerId)).toBe(false)
  const token = newToken()
  execute(createScoreLink, desk, { id, tokenHash: hashOf(token)! })
  execute(giveScore, { job: '评分链接' }, { token, score: 2 })
  expect(isRepairing(customerId)).toBe(true)
})

test('without an owner who is still there it is the handler’s', () => {
  const gone = aUser('sales', '离职者')
  const { id, customerId } = aTicket('high', gone)
  writer().update(users).set({ active: false }).where(eq(users.id, gone.id)).run()
  close(id)
  expect(todosOf(customerId).map(({ assigneeId }) => assigneeId)).toEqual([tech.id, tech.id, tech.id])
})

test('it ends when the three are settled, and goes on when one of them is taken up again', () => {
  const { id, customerId } = aTicket('high')
  close(id)
  const [first, second, third] = todosOf(customerId)
  const finish = (todo: { id: number }) =>
    execute(finishTodo, owner, { id: todo.id, version: 1, followUpId: aFollowUp(owner, customerId).id })
  finish(first!)
  finish(second!)
  expect(repairOf(grant(owner, 'customer.read'), customerId)).toMatchObject({ left: 1, nextOn: third!.dueOn })
  execute(cancelTodo, owner, { id: third!.id, version: 1, reason: '客户已满意' })
  expect(isRepairing(customerId)).toBe(false)
  writer().update(todos).set({ status: 'open', doneAt: null }).where(eq(todos.id, third!.id)).run()
  expect(isRepairing(customerId)).toBe(true)
})

test('a good score afterwards ends it early and takes back what was planned; a middling one does not', () => {
  const { id, customerId } = aTicket()
  close(id, '2')
  rate(id, 3)
  expect(isRepairing(customerId)).toBe(true)
  asOf(now() + DAY, () => execute(scoreTicket, desk, { id, score: 4, source: 'phone' }))
  expect(isRepairing(customerId)).toBe(false)
  expect(todosOf(customerId).map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  expect(reader().select().from(repairs).where(eq(repairs.ticketId, id)).get()!.endedAt).not.toBeNull()
  writer().update(todos).set({ status: 'open' }).where(eq(todos.customerId, customerId)).run()
  expect(isRepairing(customerId)).toBe(false)
  const ended = reader().select().from(auditLog).where(eq(auditLog.action, 'repair.tend')).all().at(-1)
  expect(ended).toMatchObject({ customerId, why: '客户重新评分 4 分' })
})

test('one plan a ticket at a time, also when it is opened and closed again', () => {
  const { id, customerId } = aTicket('high')
  close(id, '1')
  rate(id, 2)
  execute(reopenTicket, desk, { ...at(id), reason: '又坏' })
  writer().update(tickets).set({ status: 'revisit' }).where(eq(tickets.id, id)).run()
  close(id)
  expect(todosOf(customerId)).toHaveLength(3)
})

test('when all was done and the customer is angry again, it begins anew', () => {
  const { id, customerId } = aTicket()
  close(id, '2')
  writer().update(todos).set({ status: 'done', doneAt: now() }).where(eq(todos.customerId, customerId)).run()
  expect(isRepairing(customerId)).toBe(false)
  rate(id, 1)
  expect([isRepairing(customerId), todosOf(customerId).length]).toEqual([true, 6])
})

test('meanwhile a touch that sells is written down only with a tick and the reason, which the history keeps (N-12)', () => {
  const { id, customerId } = aTicket('high')
  const sell = (values: Record<string, unknown> = {}) => aFollowUp(owner, customerId, { contentType: 'sales', ...values })
  sell()
  close(id)
  const refused = (values: Record<string, unknown>) => {
    try {
      sell(values)
    } catch (error) {
      return (error as { field?: string }).field
    }
  }
  const many = () => reader().select().from(followUps).where(eq(followUps.customerId, customerId)).all().length
  const before = many()
  expect([{}, { sellReason: '客户主动询价' }, { sellAnyway: 'on' }, { sellAnyway: 'on', sellReason: ' ' }].map(refused)).toEqual([
    'sellAnyway',
    'sellAnyway',
    'sellReason',
    'sellReason',
  ])
  expect(many()).toBe(before)
  aFollowUp(owner, customerId, { contentType: 'service' })
  sell({ sellAnyway: 'on', sellReason: '客户主动询价' })
  const record = reader().select().from(auditLog).where(eq(auditLog.action, 'followUp.create')).all().at(-1)
  expect(record).toMatchObject({ customerId, why: '客户在修复期，仍要推销：客户主动询价' })
})

test('whoever does not reach the customer learns nothing of it; a purged customer leaves nothing behind', () => {
  const { id, customerId } = aTicket('high')
  close(id)
  expect(() => repairOf(grant(aUser('sales'), 'customer.read'), customerId)).toThrow('找不到客户')
  execute(createScoreLink, desk, { id, tokenHash: hashOf(newToken())! })
  execute(deleteCustomer, aUser('admin'), { id: customerId, version: 1 })
  execute(purgeCustomers, { job: 'test' }, { ids: [customerId], at: now() + KEPT_MS + 1 })
  expect(reader().select().from(repairs).where(eq(repairs.customerId, customerId)).all()).toEqual([])
  expect(reader().all(sql`select 1 from ${repairSteps} s left join ${repairs} r on r.id = s.repair_id where r.id is null`)).toEqual([])
  expect(writer().$client.pragma('foreign_key_check')).toEqual([])
})
