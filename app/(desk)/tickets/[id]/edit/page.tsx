import { ticketFields } from '#components/tickets/fields'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { listTypes } from '#lib/tickets/queries-rules'
import { allow } from '../../../../_web/allow.ts'
import { edit } from '../../actions.ts'
import { ticketFor } from '../ticket.ts'

export const metadata = { title: '修改工单' }

export default async function EditTicketPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('ticket.edit')
  const { id, ticket, page, trail } = await ticketFor(me, params, 'edit')
  return (
    <>
      <PageHeader title="修改工单" trail={trail} sub={`${page.customer.name}；改类型不会改派，需要时请调整处理人`} />
      <Form
        action={edit}
        id="ticket"
        columns={2}
        submit="保存"
        cancel={{ href: `/tickets/${id}` }}
        guard
        fields={[
          { kind: 'hidden', name: 'id', value: id },
          { kind: 'hidden', name: 'version', value: ticket.version },
          ...ticketFields(listTypes(), ticket),
        ]}
      />
    </>
  )
}
