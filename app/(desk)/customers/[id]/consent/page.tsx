import { Facts } from '#components/ui/facts'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { reachCustomer } from '#lib/customers/queries'
import { grant } from '#lib/kernel/grant'
import { dayOf } from '#lib/kernel/time'
import { consentLabels, consentSources } from '#lib/strategies/labels'
import { strategiesOf } from '#lib/strategies/queries-archive'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { consent as save } from '../../../strategies/actions.ts'
import { archiveAt } from '../merged.ts'

export const metadata = { title: '登记营销意愿' }

export default async function ConsentPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('consent.set')
  const id = await idIn(params)
  orNotFound(me, () => reachCustomer(me, id))
  const { name } = await archiveAt(params)
  const { consent, agreeing } = strategiesOf(grant(me.actor, 'customer.read'), id)
  return (
    <>
      <PageHeader title="登记营销意愿" trail={[{ href: `/customers/${id}`, label: name }]} />
      <Facts
        facts={[
          {
            label: '现在的登记',
            value: consent ? `${consentLabels[consent.marketing]}（${consent.source}，${dayOf(consent.at)}）` : '没有登记过',
          },
          { label: '同意接收的联系人', value: `${agreeing} 位` },
        ]}
      />
      <Form
        action={save}
        id="consent"
        submit="保存"
        cancel={{ href: `/customers/${id}` }}
        fields={[
          { kind: 'hidden', name: 'customerId', value: id },
          {
            kind: 'radio',
            name: 'marketing',
            label: '客户的意愿',
            required: true,
            options: [
              { value: 'agreed', label: consentLabels.agreed, help: '可以推送优惠、培育内容等营销信息' },
              { value: 'refused', label: consentLabels.refused, help: '不再推送营销信息和调研，还没有发出的一并取消' },
            ],
          },
          {
            kind: 'combobox',
            name: 'source',
            label: '来源',
            required: true,
            maxLength: 40,
            list: consentSources,
            help: '客户在哪里说的，例如 电话告知',
          },
        ]}
      />
    </>
  )
}
