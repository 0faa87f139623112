import type { Metadata } from 'next'
import { Done } from '#components/done'
import { Calculator } from '#components/sla/calculator'
import { Explanation } from '#components/sla/explanation'
import { PolicyTable } from '#components/sla/policy-table'
import { optionsOf } from '#components/ui/field-spec'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { listOf, type Query } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { can } from '#lib/kernel/grant'
import { dayOf, now, timeOf, today } from '#lib/kernel/time'
import { urgencyLabels } from '#lib/profiles/model'
import { readSettings } from '#lib/settings/queries'
import { type Calendar, lacksYear } from '#lib/sla/calendar'
import { kindLabels, type SlaPolicy } from '#lib/sla/model'
import { listPolicies, readCalendar } from '#lib/sla/queries'
import { allow } from '../../../_web/allow.ts'
import { saveHours, savePolicy } from './actions.ts'
import { hoursFields, policyFields } from './fields.ts'
import { tried } from './trial.ts'

export const metadata: Metadata = { title: '服务时限' }

const PATH = '/settings/sla'

export default async function SlaPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('sla.read')
  const { done, ...query } = await searchParams
  const [calendar, policies] = [readCalendar(), listPolicies()]
  const mayEdit = can(me.actor, 'sla.setPolicy')
  const editing = mayEdit ? policies.find((policy) => keyOf(policy) === listOf(query.edit)[0]) : undefined
  const answer = tried(query, calendar)
  return (
    <>
      <PageHeader title="服务时限" sub="工单多久接收、响应、解决；修改后对新的计时生效" trail={[{ href: '/settings', label: '设置' }]} />
      {missingYears(calendar).map((year) => (
        <Notice key={year} tone="warn" title={`${year} 年的节假日尚未录入`}>
          工作时间只按每周工作日计算。<a href={`/settings/calendar?year=${year}`}>录入 {year} 年的节假日</a>
        </Notice>
      ))}
      {editing && (
        <Section title={`修改时限：${kindLabels[editing.kind]}，紧急程度${urgencyLabels[editing.urgency]}`}>
          <Form
            action={savePolicy}
            id="policy"
            fields={policyFields(editing)}
            submit="保存时限"
            columns={2}
            guard
            cancel={{ href: PATH }}
          />
        </Section>
      )}
      <Section title="时限" sub="按工单类型和紧急程度">
        <PolicyTable policies={policies} edit={mayEdit ? (policy) => `${PATH}?edit=${keyOf(policy)}` : undefined} />
      </Section>
      {can(me.actor, 'sla.setHours') && (
        <Section title="工作时间与超时提醒" deeds={<a href="/settings/calendar">节假日与调休</a>}>
          <Form action={saveHours} id="hours" fields={hoursFields(readSettings())} submit="保存工作时间" columns={2} guard />
        </Section>
      )}
      <Section title="试算" sub="输入一个时刻，看何时到期、为什么">
        <Calculator
          path={PATH}
          values={{ ...query, start: query.start ?? `${dayOf(now())}T${timeOf(now())}` }}
          kinds={optionsOf(kindLabels)}
          urgencies={optionsOf(urgencyLabels)}
        />
      </Section>
      {answer && (
        <Section title="计算结果" id="answer">
          <Explanation {...answer} />
        </Section>
      )}
      <Done word={done} />
    </>
  )
}

const keyOf = ({ kind, urgency }: SlaPolicy) => `${kind}.${urgency}`
// Next year's days are announced in November; in December they are due.
function missingYears(calendar: Calendar) {
  const [year, month] = [today().slice(0, 4), today().slice(5, 7)]
  return [year, ...(month === '12' ? [String(Number(year) + 1)] : [])].filter((one) => lacksYear(calendar, one))
}
