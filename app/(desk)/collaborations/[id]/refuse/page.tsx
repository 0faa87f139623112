import { Facts } from '#components/ui/facts'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { findRequestPage } from '#lib/sharing/list'
import { requestLabels } from '#lib/sharing/model'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { refuse } from '../../actions.ts'

export const metadata = { title: '拒绝协作申请' }

export default async function RefusePage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('collaboration.refuse')
  const id = await idIn(params)
  const { asker, customer, reason, status } = orNotFound(me, () => findRequestPage(me, id))
  return (
    <>
      <PageHeader title="拒绝协作申请" trail={[{ href: '/collaborations', label: '协作申请' }]} />
      <Section title="申请">
        <Facts
          facts={[
            { label: '客户', value: customer },
            { label: '申请人', value: asker },
            { label: '申请理由', value: reason },
          ]}
        />
      </Section>
      {status === 'open' ? (
        <Form
          action={refuse}
          id="refuse"
          submit="拒绝申请"
          variant="danger"
          cancel={{ href: '/collaborations' }}
          fields={[
            { kind: 'hidden', name: 'id', value: id },
            { kind: 'textarea', name: 'answer', label: '答复', required: true, rows: 3, maxLength: 200, help: '申请人会看到这句话' },
          ]}
        />
      ) : (
        <Notice>这条申请{requestLabels[status]}，不需要再答复。</Notice>
      )}
    </>
  )
}
