import type { Metadata } from 'next'
import { Done } from '#components/done'
import { DayTable } from '#components/sla/day-table'
import { type FieldSpec, Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import type { Query } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { Tabs } from '#components/ui/tabs'
import { can } from '#lib/kernel/grant'
import { today } from '#lib/kernel/time'
import { dayKindLabels } from '#lib/sla/model'
import { listDays, listYears } from '#lib/sla/queries'
import { allow } from '../../../_web/allow.ts'
import { wholeIn } from '../../../_web/query.ts'
import { dropDay, saveDay, saveNotice } from './actions.ts'

export const metadata: Metadata = { title: '节假日与调休' }

const PATH = '/settings/calendar'

export default async function CalendarPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('calendar.read')
  const query = await searchParams
  const present = Number(today().slice(0, 4))
  const years = [...new Set([...listYears(), present, present + 1])].sort()
  const year = years.find((one) => one === wholeIn(query.year)) ?? present
  const days = listDays(year)
  const rest = days.filter(({ kind }) => kind === 'holiday').length
  return (
    <>
      <PageHeader
        title="节假日与调休"
        sub={`${year} 年：休息 ${rest} 天，调休上班 ${days.length - rest} 天`}
        trail={[{ href: '/settings', label: '设置' }]}
      />
      <Tabs label="年份" tabs={years.map((one) => ({ href: `${PATH}?year=${one}`, label: `${one} 年`, current: one === year }))} />
      <Section title="与平常不同的日期" sub="其余日期按每周工作日">
        <DayTable year={year} days={days} remove={can(me.actor, 'calendar.removeDay') ? dropDay : undefined} />
      </Section>
      {can(me.actor, 'calendar.setDay') && (
        <Section title="登记日期" sub="一天，或连续几天；已登记的日期以新的为准">
          <Form action={saveDay} id="day" fields={dayFields} submit="登记日期" columns={2} />
        </Section>
      )}
      {can(me.actor, 'calendar.takeNotice') && (
        <Section title="录入放假通知" sub="粘贴国务院办公厅的通知原文，一次录入全年">
          <Form action={saveNotice} id="notice" fields={noticeFields(year)} submit={`录入 ${year} 年的放假通知`} />
        </Section>
      )}
      <Done word={query.done} />
    </>
  )
}

const dayFields: FieldSpec[] = [
  { kind: 'date', name: 'date', label: '开始日期', required: true },
  { kind: 'date', name: 'until', label: '结束日期', help: '只有一天时不填' },
  {
    kind: 'radio',
    name: 'kind',
    label: '类型',
    required: true,
    value: 'holiday',
    options: Object.entries(dayKindLabels).map(([value, label]) => ({ value, label })),
  },
  { kind: 'text', name: 'name', label: '名称', maxLength: 20, help: '节日名称；调休上班可以不填' },
]

const noticeFields = (year: number): FieldSpec[] => [
  { kind: 'hidden', name: 'year', value: year },
  {
    kind: 'textarea',
    name: 'notice',
    label: '通知原文',
    required: true,
    rows: 7,
    maxLength: 5000,
    help: '每个节日一行，例如「二、春节：2月15日至23日放假调休，共9天。2月14日、2月28日上班。」',
  },
]
