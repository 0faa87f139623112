import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { allow } from '../../../../_web/allow.ts'
import { reveal } from '../../actions.ts'
import { ticketFor } from '../ticket.ts'

export const metadata = { title: '查看联系方式' }

export default async function RevealPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('ticket.reveal')
  const { id, page, trail } = await ticketFor(me, params)
  return (
    <>
      <PageHeader title="查看联系方式" trail={trail} sub={`${page.customer.name} · ${page.customer.phoneMasked}`} />
      <Form
        action={reveal}
        id="reveal"
        submit="查看"
        cancel={{ href: `/tickets/${id}` }}
        fields={[
          { kind: 'hidden', name: 'id', value: id },
          {
            kind: 'radio',
            name: 'reason',
            label: '查看原因',
            required: true,
            options: ['联系客户处理工单', '预约上门', '回访客户', '其他工作需要'],
            help: '查看会留下记录，显示 10 分钟',
          },
        ]}
      />
    </>
  )
}
