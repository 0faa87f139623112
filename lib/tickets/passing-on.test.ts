import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { notifications } from '#db/schema/machine'
import { users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { execute } from '#lib/execute'
import { countHeld } from '#lib/handovers/sums'
import type { User } from '#lib/kernel/grant'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { assignTicket } from './assign.ts'
import { createTicket, reopenTicket } from './commands.ts'
import { openTicket } from './hand-on.ts'
import { closeTicket, receiveTicket, resolveTicket, respondTicket, sendBackTicket } from './moves.ts'
import { listRules, listTypes } from './queries-rules.ts'

const admin = aUser('admin', '管理员')
const desk = aDepartment('客服部')
const heads = [aUser('service_manager', '何静', desk.id), aUser('service_manager', '陆晨', desk.id)]
const agent = aUser('service', '专员', desk.id)
const [money, house] = [aDepartment('财务部'), aDepartment('技术部')]
const typeOf = (name: string) => listTypes().find((type) => type.name === name)!
const raw = (id: number) => reader().select().from(tickets).where(eq(tickets.id, id)).get()!
const at = (id: number) => ({ id, version: raw(id).version })
const active = (user: User, is: boolean) => writer().update(users).set({ active: is }).where(eq(users.id, user.id)).run()
const setType = (name: string, values: Partial<typeof ticketTypes.$inferInsert>) =>
  writer()
    .update(ticketTypes)
    .set(values)
    .where(eq(ticketTypes.id, typeOf(name).id))
    .run()
const open = (type: string, values: Record<string, unknown> = {}) =>
  execute(createTicket, agent, {
    customerId: aCustomer(aUser('sales')).id,
    typeId: typeOf(type).id,
    description: '多收了运费',
    ...values,
  } as never).after.id
const told = (id: number) =>
  reader()
    .select()
    .from(notifications)
    .where(eq(notifications.href, `/tickets/${id}`))
    .all()
    .map(({ userId }) => userId)

function solved(handler: User) {
  const id = open('产品质量')
  if (raw(id).handlerId !== handler.id) execute(assignTicket, heads[0]!, { ...at(id), handlerId: handler.id, reason: '调整' })
  execute(receiveTicket, handler, at(id))
  execute(respondTicket, handler, { ...at(id), text: '已联系' })
  execute(resolveTicket, handler, { ...at(id), result: '已换', cause: 'material', solution: 'onsite' })
  return id
}

describe('what nobody handles yet', () => {
  beforeEach(() => setType('价格费用', { headId: null, way: 'least' }))

  test('is told at once to those who may assign it; the administrator only where there is nobody else', () => {
    expect(told(open('价格费用'))).toEqual(heads.map(({ id }) => id))
    for (const head of heads) active(head, false)
    expect(told(open('价格费用'))).toEqual([admin.id])
    for (const head of heads) active(head, true)
  })

  test('is told to the head of its type alone, while that account is in use and can open it', () => {
    const chief = aUser('sales_manager', '主管', money.id)
    setType('价格费用', { headId: chief.id })
    const id = open('价格费用')
    expect(raw(id)).toMatchObject({ status: 'unassigned', departmentId: money.id })
    expect(told(id)).toEqual([chief.id])
    active(chief, false)
    expect(told(open('价格费用'))).toEqual(heads.map(({ id }) => id))
    expect(listRules().find(({ name }) => name === '价格费用')?.head).toBe('主管（已停用）')
    setType('价格费用', { headId: aUser('finance', '会计', money.id).id })
    expect(told(open('价格费用'))).toEqual(heads.map(({ id }) => id))
  })

  test('waits for no colleague where none may take it', () => {
    setType('价格费用', { way: 'queue' })
    expect(raw(open('价格费用')).dispatchReason).toContain('部门里没有可以领取的同事，等待分配')
    const taker = aUser('ops', '运营', money.id)
    expect(raw(open('价格费用')).dispatchReason).toContain('由部门同事领取')
    active(taker, false)
  })

  test('goes to a head of another department, though nobody of its own can take it', () => {
    const head = aUser('tech', '技术负责人', house.id)
    setType('价格费用', { way: 'head', headId: head.id })
    expect(raw(open('价格费用'))).toMatchObject({ handlerId: head.id, dispatchReason: expect.stringContaining('交给负责人技术负责人') })
    active(head, false)
  })
})

describe('a handler who is no longer there', () => {
  test('gets nothing back: what the customer is not content with waits for another, who is told', () => {
    const gone = aUser('tech', '离职者', house.id)
    const [one, other] = [solved(gone), solved(gone)]
    execute(closeTicket, agent, { ...at(other), feedback: '好' })
    active(gone, false)
    execute(sendBackTicket, heads[0]!, { ...at(one), reason: '又响' })
    expect(raw(one)).toMatchObject({ status: 'unassigned', handlerId: null, departmentId: house.id, resolvedAt: null })
    expect(raw(one).dueAt).not.toBeNull()
    expect(told(one)).toContain(heads[1]!.id)
    execute(reopenTicket, heads[0]!, { ...at(other), reason: '又响' })
    expect(told(other)).toContain(heads[1]!.id)
  })

  test('has handed on what is solved as it is: only the call to the customer is left', () => {
    const [gone, heir, seller] = [aUser('tech', '离职者', house.id), aUser('tech', '接手人', house.id), aUser('sales')]
    const [one, other] = [solved(gone), solved(gone)]
    expect([openTicket.count(writer(), gone.id), countHeld(gone.id)]).toEqual([2, { customers: 0, todos: 0, tickets: 2 }])
    const move = <T>(work: (tx: never) => T) => writer().transaction((tx) => work(tx as never))
    const [kept, queued] = [raw(one), raw(other)]
    expect(move((tx) => openTicket.give(tx, { id: one, fromId: gone.id, toId: heir.id }))).toBe('ticket')
    expect(move((tx) => openTicket.give(tx, { id: other, fromId: gone.id, toId: seller.id }))).toBe('ticketQueued')
    const { resolvedAt, dueAt, handlingMinutes } = kept
    expect(raw(one)).toMatchObject({ status: 'revisit', handlerId: heir.id, resolvedAt, dueAt, handlingMinutes })
    expect(raw(other)).toMatchObject({ status: 'revisit', handlerId: null, resolvedAt: queued.resolvedAt })
    expect(move((tx) => openTicket.back(tx, 'ticket', { id: one, fromId: gone.id, toId: heir.id }))).toBe(true)
    expect(move((tx) => openTicket.back(tx, 'ticketQueued', { id: other, fromId: gone.id, toId: seller.id }))).toBe(true)
    expect([raw(one).handlerId, raw(other).handlerId]).toEqual([gone.id, gone.id])
    execute(closeTicket, agent, { ...at(one), feedback: '好' })
    expect(move((tx) => openTicket.back(tx, 'ticket', { id: one, fromId: gone.id, toId: gone.id }))).toBe(false)
  })
})

describe('a repeated complaint (N-12)', () => {
  const story = (id: number) =>
    reader().get<{ text: string }>(sql`select text from ticket_entries where ticket_id = ${id} and event = 'created'`)!.text
  const twice = (values: Record<string, unknown>, type = '价格费用') => {
    const customerId = aCustomer(aUser('sales')).id
    return [open(type, { customerId, ...values }), open(type, { customerId, ...values })].map(raw) as [
      ReturnType<typeof raw>,
      ReturnType<typeof raw>,
    ]
  }

  test.each([
    ['low', 'middle'],
    ['middle', 'high'],
    ['high', 'high'],
  ])('%s becomes %s when it is taken down, with its promise and the reason', (urgency, becomes) => {
    const [first, second] = twice({ urgency })
    expect([first.urgency, second.urgency]).toEqual([urgency, becomes])
    expect(story(first.id)).not.toContain('紧急程度')
    const why = `90 天内的重复投诉（上次 ${first.number}），紧急程度由「`
    expect(story(second.id).includes(why)).toBe(urgency !== becomes)
  })

  test('a question asked twice is no more urgent', () => {
    const [, second] = twice({ kind: 'inquiry', typeId: null, urgency: 'low' })
    expect([second.urgency, second.repeatOfId]).toEqual(['low', null])
  })
})
