import type { Metadata } from 'next'
import { DictionaryTable } from '#components/help/dictionary-table'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { customerDictionary, followUpDictionary } from '#lib/customers/dictionary'
import { allow } from '../../../_web/allow.ts'

export const metadata: Metadata = { title: '数据字典' }

export default async function FieldsPage() {
  await allow('account.read')
  return (
    <>
      <PageHeader title="数据字典" sub="与表单校验用的是同一份定义" trail={[{ href: '/help', label: '帮助' }]} />
      <Section title="客户基本信息表">
        <DictionaryTable caption="客户基本信息表" entries={customerDictionary()} />
      </Section>
      <Section title="客户跟进记录表">
        <DictionaryTable caption="客户跟进记录表" entries={followUpDictionary()} />
      </Section>
    </>
  )
}
