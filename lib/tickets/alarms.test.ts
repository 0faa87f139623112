import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { reader, writer } from '#db/client'
import { customers } from '#db/schema/customers'
import { notifications } from '#db/schema/machine'
import { departments, users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { warnOfTickets } from '#jobs/tickets'
import { execute } from '#lib/execute'
import { asOf, instantOf } from '#lib/kernel/time'
import { setHours } from '#lib/sla/commands'
import { aCustomer, aDepartment, aUser } from '#tests/factories'
import { createTicket } from './commands.ts'
import { listTypes } from './queries-rules.ts'

const HOUR = 3_600_000
const begin = instantOf('2026-11-02', '09:00')
const [boss, head, desk] = [aUser('boss'), aUser('service_manager', '何静', aDepartment('客服部').id), aUser('service')]
const handler = aUser('tech', '吴建军', aDepartment('技术部').id)
const week = { workDays: [1, 2, 3, 4, 5], workHours: '09:00-12:00、13:30-18:00' }
const run = (at: number) => asOf(at, () => warnOfTickets({ at, signal: new AbortController().signal }))
const told = () => reader().select().from(notifications).where(eq(notifications.kind, 'overdue')).all()

test('amber to the handler, then each step of the ladder once, and nothing twice (W-03)', async () => {
  execute(setHours, aUser('admin'), { ...week, tellHandler: 0, tellHead: 60, tellManager: 240 } as never)
  const typeId = listTypes().find(({ name }) => name === '产品质量')!.id
  const { id } = asOf(begin, () =>
    execute(createTicket, desk, { customerId: aCustomer(aUser('sales')).id, typeId, description: '异响' }),
  ).after
  const due = reader().select().from(tickets).where(eq(tickets.id, id)).get()!.dueAt!
  await run(begin + HOUR)
  expect(told()).toEqual([])
  const steps: [at: number, to: number[]][] = [
    [due - 10 * 60_000, [handler.id]],
    [due + 60_000, [handler.id]],
    [due + HOUR + 60_000, [head.id]],
    [due + 4 * HOUR + 60_000, [boss.id]],
    [due + 9 * HOUR, []],
  ]
  let known = 0
  for (const [at, to] of steps) {
    await run(at)
    await run(at)
    expect(
      told()
        .slice(known)
        .map(({ userId }) => userId),
    ).toEqual(to)
    known = told().length
  }
  expect(told().every(({ href, title }) => href === `/tickets/${id}` && title.includes('接收'))).toBe(true)
})

test('an alarm names ticket and customer; of a customer in the recycle bin nobody hears', async () => {
  const typeId = listTypes().find(({ name }) => name === '产品质量')!.id
  const open = () => {
    const customer = aCustomer(aUser('sales'))
    return {
      customer,
      ticket: asOf(begin, () => execute(createTicket, desk, { customerId: customer.id, typeId, description: '异响' })).after,
    }
  }
  const [kept, thrown] = [open(), open()]
  writer().update(customers).set({ deletedAt: 1 }).where(eq(customers.id, thrown.customer.id)).run()
  await run(begin + 99 * HOUR)
  const hrefs = (id: number) => told().filter(({ href }) => href === `/tickets/${id}`)
  expect(hrefs(kept.ticket.id).length).toBeGreaterThan(0)
  for (const { title } of hrefs(kept.ticket.id)) expect(title).toContain(`工单 ${kept.ticket.number} · ${kept.customer.name}`)
  expect(hrefs(thrown.ticket.id)).toEqual([])
  writer().update(tickets).set({ status: 'waiting', dueAt: null }).run()
})

test('what nobody handles is told to the head; what waits for the customer to nobody', async () => {
  const before = told().length
  const typeId = listTypes().find(({ name }) => name === '价格费用')!.id
  expect(reader().select().from(departments).where(eq(departments.name, '财务部')).get()).toBeUndefined()
  const { id } = asOf(begin, () =>
    execute(createTicket, desk, { customerId: aCustomer(aUser('sales')).id, typeId, description: '多收' }),
  ).after
  await run(begin + 2 * HOUR + 60_000)
  expect(told().slice(before)).toMatchObject([{ userId: head.id, href: `/tickets/${id}` }])
  writer().update(tickets).set({ status: 'waiting', dueAt: null }).run()
  await run(begin + 99 * HOUR)
  expect(told()).toHaveLength(before + 1)
})

test('a head whose account is switched off is passed over for those of the house', async () => {
  writer().update(tickets).set({ status: 'void', dueAt: null }).run()
  const before = told().length
  const gone = aUser('service')
  const type = listTypes().find(({ name }) => name === '价格费用')!
  writer().update(ticketTypes).set({ headId: gone.id }).where(eq(ticketTypes.id, type.id)).run()
  writer().update(users).set({ active: false }).where(eq(users.id, gone.id)).run()
  const customerId = aCustomer(aUser('sales')).id
  asOf(begin, () => execute(createTicket, desk, { customerId, typeId: type.id, description: '多收' }))
  await run(begin + 2 * HOUR + 60_000)
  expect(
    told()
      .slice(before)
      .map(({ userId }) => userId),
  ).toEqual([head.id])
})

test('in quiet hours nobody is woken: what came due is told once they are over, once, also after a restart', async () => {
  writer().update(tickets).set({ status: 'void', dueAt: null }).run()
  const typeId = listTypes().find(({ name }) => name === '产品质量')!.id
  const evening = instantOf('2026-11-04', '20:30')
  asOf(evening, () => execute(createTicket, desk, { customerId: aCustomer(aUser('sales')).id, typeId, description: '夜里又响' }))
  writer().update(users).set({ quietFrom: '22:00', quietTo: '22:00' }).where(eq(users.id, boss.id)).run()
  const before = told().length
  const since = () =>
    told()
      .slice(before)
      .map(({ userId, key }) => `${userId} ${key.split(':')[1]}`)
  await run(instantOf('2026-11-05', '03:00'))
  expect(since()).toEqual([`${boss.id} manager`])
  await run(instantOf('2026-11-05', '07:59'))
  expect(since()).toHaveLength(1)
  await run(instantOf('2026-11-05', '08:00'))
  vi.resetModules()
  const { warnOfTickets: restarted } = await import('#jobs/tickets')
  const at = instantOf('2026-11-05', '08:05')
  await asOf(at, () => restarted({ at, signal: new AbortController().signal }))
  expect(since().toSorted()).toEqual([`${boss.id} manager`, `${handler.id} handler`, `${head.id} head`].toSorted())
})
