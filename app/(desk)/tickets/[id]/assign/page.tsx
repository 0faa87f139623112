import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { listDepartments } from '#lib/departments/queries'
import { listReceivers } from '#lib/tickets/queries-rules'
import { allow } from '../../../../_web/allow.ts'
import { assign } from '../../actions.ts'
import { ticketFor } from '../ticket.ts'

export const metadata = { title: '调整处理人' }

export default async function AssignPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('ticket.assign')
  const { id, ticket, page, trail } = await ticketFor(me, params, 'assign')
  return (
    <>
      <PageHeader title="调整处理人" trail={trail} sub={page.customer.name} />
      <Notice title={page.handler ? `现在由${page.handler}处理` : '现在没有处理人'}>{ticket.dispatchReason}</Notice>
      <Form
        action={assign}
        id="assign"
        submit="调整"
        cancel={{ href: `/tickets/${id}` }}
        fields={[
          { kind: 'hidden', name: 'id', value: id },
          { kind: 'hidden', name: 'version', value: ticket.version },
          {
            kind: 'select',
            name: 'handlerId',
            label: '处理人',
            blank: '不指定，由部门领取',
            options: listReceivers()
              .filter((person) => person.id !== ticket.handlerId)
              .map((person) => ({ value: person.id, label: person.department ? `${person.name}（${person.department}）` : person.name })),
          },
          {
            kind: 'select',
            name: 'departmentId',
            label: '处理部门',
            blank: '跟随处理人',
            options: listDepartments().map(({ id, name }) => ({ value: id, label: name })),
            help: '不指定处理人时，选一个部门由同事领取',
          },
          { kind: 'text', name: 'reason', label: '原因', required: true, maxLength: 300, placeholder: '例如 原处理人出差' },
        ]}
      />
    </>
  )
}
