import { randomUUID } from 'node:crypto'
import { Emphasis } from '#components/profiles/emphasis'
import { OpenTickets } from '#components/tickets/customer-tickets'
import { ticketFields } from '#components/tickets/fields'
import { PickCustomer } from '#components/tickets/pick-customer'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { matchCustomers } from '#lib/customers/list'
import { levelLabels } from '#lib/customers/model'
import { findArchive } from '#lib/customers/queries-archive'
import { normalisePhone } from '#lib/formats/phone'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { categoryOf } from '#lib/profiles/queries'
import { listTickets } from '#lib/tickets/list'
import { listTypes } from '#lib/tickets/queries-rules'
import { allow, orNotFound } from '../../../_web/allow.ts'
import { type SearchParams, textIn, wholeIn } from '../../../_web/query.ts'
import { create } from '../actions.ts'

export const metadata = { title: '新建工单' }

const FOUND = 10
const OPEN = 5

export default async function NewTicketPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('ticket.create')
  const query = await searchParams
  const phone = textIn(query.phone, 40)
  const q = phone ?? textIn(query.q)
  const reading = grant(me.actor, 'customer.read')
  const found = q === undefined ? [] : matchCustomers(reading, q, FOUND)
  const customerId = wholeIn(query.customer) ?? callerOf(phone, found)
  if (customerId !== undefined)
    return <TakeDown me={me} customerId={customerId} cancel={q === undefined ? `/customers/${customerId}` : '/tickets'} />
  return (
    <>
      <PageHeader title="新建工单" trail={[{ href: '/tickets', label: '工单' }]} sub="先找到客户" />
      <PickCustomer q={q} found={found} mayAdd={can(me.actor, 'customer.create')} mayPass={can(me.actor, 'caller.pass')} />
    </>
  )
}

// A number that rings (?phone=…) and belongs to one customer alone leaves nothing to choose.
const callerOf = (phone: string | undefined, found: { id: number }[]) =>
  phone !== undefined && normalisePhone(phone) && found.length === 1 ? found[0]?.id : undefined

function TakeDown({ me, customerId, cancel }: { me: Grant<'ticket.create'>; customerId: number; cancel: string }) {
  const customer = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), customerId))
  const open = can(me.actor, 'ticket.read')
    ? listTickets(grant(me.actor, 'ticket.read'), { customer: customerId, status: 'open', size: OPEN }).rows
    : []
  return (
    <>
      <PageHeader
        title="新建工单"
        trail={[
          { href: '/tickets', label: '工单' },
          { href: `/customers/${customerId}`, label: customer.name },
        ]}
        sub={`${customer.name} · ${customer.contactMasked} · ${customer.phoneMasked}`}
        badges={customer.level === 'normal' ? [] : [{ text: levelLabels[customer.level], tone: 'accent' }]}
      >
        <a className="btn quiet" href="/tickets/new">
          换一位客户
        </a>
      </PageHeader>
      <Emphasis category={categoryOf(me, customerId)} on="服务" />
      <OpenTickets tickets={open} at={now()} />
      <Form
        action={create}
        id="ticket"
        columns={2}
        submit="提交工单"
        also={[{ label: '提交并上传附件', name: 'then', value: 'files' }]}
        cancel={{ href: cancel }}
        guard
        draft={`ticket-${customerId}`}
        fields={[
          { kind: 'hidden', name: 'once', value: randomUUID() },
          { kind: 'hidden', name: 'customerId', value: customerId },
          ...ticketFields(listTypes()),
        ]}
      />
    </>
  )
}
