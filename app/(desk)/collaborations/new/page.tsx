import { Facts } from '#components/ui/facts'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { levelLabels } from '#lib/customers/model'
import { dayOf, daysBetween, today } from '#lib/kernel/time'
import { allow } from '../../../_web/allow.ts'
import { type SearchParams, textIn } from '../../../_web/query.ts'
import { ask } from '../actions.ts'
import { askedFor } from './asked-for.ts'

export const metadata = { title: '申请协作' }

export default async function AskPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('collaboration.ask')
  const token = textIn((await searchParams).customer, 400) ?? ''
  const found = askedFor(me, token)
  return (
    <>
      <PageHeader title="申请协作" trail={[{ href: '/collaborations?show=mine', label: '协作申请' }]} />
      {'problem' in found ? (
        <Notice
          tone="warn"
          title={found.problem}
          deeds={
            <a className="btn" href={found.href}>
              {found.label}
            </a>
          }
        />
      ) : (
        <>
          <Section title="客户">
            <Facts
              facts={[
                { label: '客户名称', value: found.name },
                { label: '负责人', value: found.owner || '无' },
                { label: '客户等级', value: levelLabels[found.level] },
                {
                  label: '最近联系',
                  value: found.lastContactAt ? `${daysBetween(dayOf(found.lastContactAt), today())} 天前` : '没有联系过',
                },
              ]}
            />
          </Section>
          <Form
            action={ask}
            id="ask"
            submit="提交申请"
            cancel={{ href: '/collaborations?show=mine' }}
            draft="collaboration"
            fields={[
              { kind: 'hidden', name: 'customer', value: token },
              {
                kind: 'textarea',
                name: 'reason',
                label: '申请理由',
                required: true,
                rows: 3,
                maxLength: 200,
                help: '负责人和部门主管会收到通知；同意之前你只能看到上面的内容，7 天没有答复自动过期',
              },
            ]}
          />
        </>
      )}
    </>
  )
}
