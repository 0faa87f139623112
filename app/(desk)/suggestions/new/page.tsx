import { randomUUID } from 'node:crypto'
import { notFound } from 'next/navigation'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { findArchive } from '#lib/customers/queries-archive'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { MOST_TEXT } from '#lib/suggestions/model'
import { findTicketPage } from '#lib/tickets/queries-page'
import { allow, orNotFound } from '../../../_web/allow.ts'
import { type SearchParams, wholeIn } from '../../../_web/query.ts'
import { create } from '../actions.ts'

export const metadata = { title: '记一条建议' }

export default async function NewSuggestionPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('suggestion.create')
  const query = await searchParams
  const about = aboutOf(me, wholeIn(query.ticket), wholeIn(query.customer))
  return (
    <>
      <PageHeader title="记一条建议" trail={about.trail} sub={about.customer} />
      <Form
        action={create}
        id="suggestion"
        submit="登记建议"
        cancel={{ href: about.back }}
        guard
        fields={[
          { kind: 'hidden', name: 'once', value: randomUUID() },
          { kind: 'hidden', name: about.key, value: about.id },
          {
            kind: 'textarea',
            name: 'text',
            label: '建议内容',
            required: true,
            rows: 4,
            maxLength: MOST_TEXT,
            value: about.text,
            help: '尽量用客户的原话；登记后在「建议」里整理，落地后提醒告知客户',
            autoFocus: true,
            wide: true,
          },
        ]}
      />
    </>
  )
}

function aboutOf(me: Grant<'suggestion.create'>, ticketId: number | undefined, customerId: number | undefined) {
  if (ticketId !== undefined && can(me.actor, 'ticket.read')) {
    const { ticket, customer } = orNotFound(me, () => findTicketPage(grant(me.actor, 'ticket.read'), ticketId))
    const back = `/tickets/${ticketId}`
    const trail = [
      { href: '/tickets', label: '工单' },
      { href: back, label: ticket.number },
    ]
    return { key: 'ticketId', id: ticketId, text: ticket.description.slice(0, MOST_TEXT), customer: customer.name, back, trail }
  }
  if (customerId === undefined || !can(me.actor, 'customer.read')) notFound()
  const { name } = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), customerId))
  const back = `/customers/${customerId}`
  const trail = [
    { href: '/customers', label: '客户' },
    { href: back, label: name },
  ]
  return { key: 'customerId', id: customerId, text: undefined, customer: name, back, trail }
}
