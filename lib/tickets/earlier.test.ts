import { expect, test } from 'vitest'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { asOf, DAY, now } from '#lib/kernel/time'
import { aCustomer, aFollowUp, aUser } from '#tests/factories'
import { createTicket } from './commands.ts'
import { listEarlierService } from './queries-of-customer.ts'
import { findTicketPage } from './queries-page.ts'

const head = aUser('service_manager')

test('beside a ticket stand the customer’s earlier tickets, follow-ups and visits, and the same complaint within ninety days (S0-12)', () => {
  const seller = aUser('sales')
  const customer = aCustomer(seller)
  const take = (days: number, typeId: number, of = customer.id) =>
    asOf(now() - days * DAY, () => execute(createTicket, head, { customerId: of, typeId, description: '异响' })).after
  const [old, recent, now1] = [take(200, 1), take(60, 1), take(0, 1)]
  take(1, 1, aCustomer(seller).id)
  aFollowUp(seller, customer.id, { method: 'visit', content: '上门看过主轴' })
  aFollowUp(seller, customer.id, { method: 'phone', content: '报过价', contentType: 'sales' })
  const { tickets, contacts } = listEarlierService(grant(head, 'ticket.read'), now1.id)
  expect(tickets.map(({ id }) => id)).toEqual([recent.id, old.id])
  expect(contacts.map(({ content }) => content).toSorted()).toEqual(['上门看过主轴', '报过价'].toSorted())
  const page = findTicketPage(grant(head, 'ticket.read'), now1.id)
  expect([page.ticket.repeatOfId, page.repeatOf]).toEqual([recent.id, recent.number])
  expect(findTicketPage(grant(head, 'ticket.read'), recent.id).ticket.repeatOfId).toBeNull()
})

test('a technician sees visits and service of it, not what was sold', () => {
  const seller = aUser('sales')
  const customer = aCustomer(seller)
  const { id } = execute(createTicket, head, { customerId: customer.id, typeId: 1, description: '异响' }).after
  aFollowUp(seller, customer.id, { method: 'visit', content: '上门看过主轴' })
  aFollowUp(seller, customer.id, { method: 'phone', content: '报过价', contentType: 'sales' })
  const everything = { ...aUser('tech'), may: { 'ticket.read': 'all' as const } }
  expect(listEarlierService(grant(everything, 'ticket.read'), id).contacts.map(({ content }) => content)).toEqual(['上门看过主轴'])
})
