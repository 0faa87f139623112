import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { reader, writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { tickets } from '#db/schema/tickets'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { asOf, DAY, instantOf, now } from '#lib/kernel/time'
import { aCustomer, aDepartment, aFollowUp, aUser } from '#tests/factories'
import { assignTicket, takeTicket } from './assign.ts'
import { createTicket, editTicket } from './commands.ts'
import { receiveTicket, respondTicket, revealForTicket } from './moves.ts'
import { listEarlierService } from './queries-of-customer.ts'
import { listTypes } from './queries-rules.ts'

const HOUR = 3_600_000
const begin = instantOf('2026-10-12', '09:00')
const [head, house] = [aUser('service_manager', '何静', aDepartment('客服部').id), aDepartment('技术部')]
const [wu, li] = [aUser('tech', '吴工', house.id), aUser('tech', '李工', house.id)]
const [quality, other] = listTypes().filter(({ kind }) => kind === 'complaint')
const raw = (id: number) => reader().select().from(tickets).where(eq(tickets.id, id)).get()!
const at = (id: number) => ({ id, version: raw(id).version })
const open = (customerId = aCustomer(aUser('sales')).id, typeId = quality!.id, by = head) =>
  execute(createTicket, by, { customerId, typeId, description: '异响' }).after.id
const give = (id: number, handlerId: number) => {
  if (raw(id).handlerId !== handlerId) execute(assignTicket, head, { ...at(id), handlerId, reason: '调整' })
}

test('the first answer counts from the first receipt, whoever goes on with it (W-32)', () => {
  const id = asOf(begin, () => open())
  asOf(begin, () => give(id, wu.id))
  asOf(begin + HOUR, () => execute(receiveTicket, wu, at(id)))
  const { receivedAt } = raw(id)
  asOf(begin + 20 * HOUR, () => give(id, li.id))
  asOf(begin + 21 * HOUR, () => execute(receiveTicket, li, at(id)))
  expect(raw(id).receivedAt).toBe(receivedAt)
  asOf(begin + 30 * HOUR, () => execute(respondTicket, li, { ...at(id), text: '已联系客户' }))
  const { respondedAt } = raw(id)
  expect(respondedAt! - receivedAt!).toBeGreaterThan(DAY)
  asOf(begin + 40 * HOUR, () => execute(assignTicket, head, { ...at(id), departmentId: house.id, reason: '待领取' }))
  asOf(begin + 41 * HOUR, () => execute(takeTicket, wu, at(id)))
  expect(raw(id).dueAt!).toBeGreaterThan(begin + 41 * HOUR)
  asOf(begin + 42 * HOUR, () => execute(respondTicket, wu, { ...at(id), text: '再次联系客户' }))
  expect(raw(id)).toMatchObject({ receivedAt, respondedAt })
})

test('a number is shown to the handler and to whom the customer belongs, not to who only took the ticket down or might take it', () => {
  const [seller, heir] = [aUser('sales'), aUser('sales')]
  const customer = aCustomer(seller)
  const id = open(customer.id, quality!.id, seller)
  give(id, wu.id)
  writer().update(customers).set({ ownerId: heir.id }).where(eq(customers.id, customer.id)).run()
  const look = (user: typeof wu) => execute(revealForTicket, user, { id, reason: '联系客户' })
  expect(() => look(seller)).toThrow('找不到工单')
  expect(() => look(heir)).not.toThrow()
  expect(() => look(wu)).not.toThrow()
  execute(assignTicket, head, { ...at(id), departmentId: house.id, reason: '待领取' })
  expect(() => look(li)).toThrow('找不到工单')
})

test('who merely took a ticket down does not read on in a customer that went to another', () => {
  const [seller, heir] = [aUser('sales'), aUser('sales')]
  const customer = aCustomer(seller)
  aFollowUp(seller, customer.id, { method: 'visit', content: '上门看过主轴' })
  open(customer.id)
  const id = open(customer.id, quality!.id, seller)
  give(id, wu.id)
  const beside = (user: typeof wu) => {
    const { tickets, contacts } = listEarlierService(grant(user, 'ticket.read'), id)
    return [tickets.length, contacts.length]
  }
  expect(beside(seller)).toEqual([1, 1])
  writer().update(customers).set({ ownerId: heir.id }).where(eq(customers.id, customer.id)).run()
  expect([seller, heir, wu].map(beside)).toEqual([
    [0, 0],
    [1, 1],
    [1, 1],
  ])
})

test('a ticket put right repeats what came before it, never what came after', () => {
  const customer = aCustomer(aUser('sales'))
  const first = asOf(now() - 9 * DAY, () => open(customer.id, other!.id))
  const second = asOf(now() - 5 * DAY, () => open(customer.id, quality!.id))
  const same = { typeId: quality!.id, description: '异响' }
  execute(editTicket, head, { ...at(first), ...same })
  expect(raw(first).repeatOfId).toBeNull()
  execute(editTicket, head, { ...at(second), ...same })
  expect(raw(second).repeatOfId).toBe(first)
})
