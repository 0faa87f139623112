import { CustomerTickets } from '#components/tickets/customer-tickets'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { listCustomerTickets } from '#lib/tickets/queries-of-customer'

/** 工单 on the archive, for those who may see tickets. */
export function Tickets({ me: { actor }, id }: { me: Grant<'customer.read'>; id: number }) {
  if (!can(actor, 'ticket.read')) return null
  const found = listCustomerTickets(grant(actor, 'ticket.read'), id)
  return <CustomerTickets customerId={id} {...found} at={now()} mayAdd={can(actor, 'ticket.create')} />
}
