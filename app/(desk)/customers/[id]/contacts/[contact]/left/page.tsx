import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { today } from '#lib/kernel/time'
import { allow } from '../../../../../../_web/allow.ts'
import { leave } from '../../actions.ts'
import { type ContactParams, contactFor } from '../../contact.ts'

export const metadata = { title: '标记离职' }

export default async function LeftPage({ params }: { params: ContactParams }) {
  const me = await allow('contact.leave')
  const { id, contact, trail } = await contactFor(me, params)
  return (
    <>
      <PageHeader title="标记离职" trail={trail} sub={[contact.nameMasked, contact.position].filter(Boolean).join(' ')} />
      <Form
        action={leave}
        id="left"
        submit="标记离职"
        cancel={{ href: `/customers/${id}/contacts` }}
        fields={[
          { kind: 'hidden', name: 'customerId', value: id },
          { kind: 'hidden', name: 'id', value: contact.id },
          { kind: 'hidden', name: 'version', value: contact.version },
          {
            kind: 'date',
            name: 'leftOn',
            label: '离职日期',
            required: true,
            value: contact.leftOn ?? today(),
            max: today(),
            help: '资料保留在档案中，按姓名和号码仍能搜索到',
          },
        ]}
      />
    </>
  )
}
