import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { allow } from '../../../../_web/allow.ts'
import { makeVoid } from '../../actions.ts'
import { ticketFor } from '../ticket.ts'

export const metadata = { title: '作废工单' }

export default async function VoidPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('ticket.void')
  const { id, ticket, page, trail } = await ticketFor(me, params, 'void')
  return (
    <>
      <PageHeader title={`作废工单 ${ticket.number}`} trail={trail} sub={`${page.customer.name}；作废后保留记录，不能恢复`} />
      <Form
        action={makeVoid}
        id="void"
        submit="作废这张工单"
        variant="danger"
        cancel={{ href: `/tickets/${id}` }}
        fields={[
          { kind: 'hidden', name: 'id', value: id },
          { kind: 'hidden', name: 'version', value: ticket.version },
          { kind: 'text', name: 'reason', label: '作废原因', required: true, maxLength: 300, placeholder: '例如 重复登记' },
        ]}
      />
    </>
  )
}
