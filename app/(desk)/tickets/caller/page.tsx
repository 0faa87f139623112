import { randomUUID } from 'node:crypto'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { normalisePhone } from '#lib/formats/phone'
import { allow } from '../../../_web/allow.ts'
import { type SearchParams, textIn } from '../../../_web/query.ts'
import { pass } from './actions.ts'

export const metadata = { title: '请销售登记客户' }

export default async function CallerPage({ searchParams }: { searchParams: SearchParams }) {
  await allow('caller.pass')
  const q = textIn((await searchParams).q) ?? ''
  const phone = normalisePhone(q)
  return (
    <>
      <PageHeader
        title="请销售登记客户"
        trail={[
          { href: '/tickets', label: '工单' },
          { href: '/tickets/new', label: '新建工单' },
        ]}
      />
      <Notice title="来电人还不是客户">销售经理会收到通知，打开时姓名、号码和来电内容已填好。登记后即可按号码找到客户，新建工单。</Notice>
      <Form
        action={pass}
        id="caller"
        columns={2}
        submit="通知销售经理"
        cancel={{ href: '/tickets/new' }}
        guard
        fields={[
          { kind: 'hidden', name: 'once', value: randomUUID() },
          { kind: 'text', name: 'name', label: '来电人', required: true, maxLength: 50, value: phone ? '' : q, autoFocus: true },
          { kind: 'tel', name: 'phone', label: '来电号码', required: true, maxLength: 40, value: phone ?? '' },
          { kind: 'textarea', name: 'description', label: '来电内容', required: true, rows: 3, maxLength: 200, wide: true },
        ]}
      />
    </>
  )
}
