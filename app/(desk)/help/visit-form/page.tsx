import type { Metadata } from 'next'
import { BlankLines, linesOf } from '#components/help/visit-form'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { customerDictionary, followUpDictionary } from '#lib/customers/dictionary'
import { readSettings } from '#lib/settings/queries'
import { allow } from '../../../_web/allow.ts'

export const metadata: Metadata = { title: '拜访记录表（空白）' }

// What nobody writes on paper: it follows from who hands the form in, and when.
const left = ['ownerId', 'createdOn', 'customerId', 'doneTodoId', 'creditCode']

export default async function VisitFormPage() {
  await allow('account.read')
  return (
    <>
      <PageHeader
        title="拜访记录表"
        sub={`${readSettings().companyName}　带 * 为必填，录入时按同样的字段`}
        trail={[{ href: '/help', label: '帮助' }]}
      />
      <p className="screen mb-4">用浏览器的打印（Ctrl P）打印为 A4，拜访时手写，回来后录入客户和跟进。</p>
      <Section title="客户">
        <BlankLines caption="客户" lines={linesOf(customerDictionary(), left)} />
      </Section>
      <Section title="本次拜访">
        <BlankLines
          caption="本次拜访"
          lines={[...linesOf(followUpDictionary(), left), { label: '拜访人' }, { label: '客户签字（如需）' }]}
        />
      </Section>
    </>
  )
}
