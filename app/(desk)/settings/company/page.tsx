import type { Metadata } from 'next'
import { Done } from '#components/done'
import { NumberExample } from '#components/settings/number-example'
import { type FieldSpec, Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { listOf, type Query } from '#components/ui/place'
import { can } from '#lib/kernel/grant'
import { fillPattern } from '#lib/kernel/numbers'
import { today } from '#lib/kernel/time'
import { settingLabels as labels, type Settings, settingShapes, sourcesAsText } from '#lib/settings/model'
import { readSettings } from '#lib/settings/queries'
import { allow } from '../../../_web/allow.ts'
import { saveSettings } from './actions.ts'

export const metadata: Metadata = { title: '公司与编号' }

const PATH = '/settings/company'

export default async function CompanyPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('settings.read')
  const settings = readSettings()
  const query = await searchParams
  const fields = fieldsFor(settings).map((field) =>
    'label' in field && !can(me.actor, 'settings.edit') ? { ...field, disabled: true } : field,
  )
  return (
    <>
      <PageHeader title="公司与编号" sub="修改后立即对所有人生效" trail={[{ href: '/settings', label: '设置' }]} />
      <Form
        action={saveSettings}
        id="company"
        fields={fields as FieldSpec[]}
        submit="保存"
        columns={2}
        guard
        cancel={{ href: '/settings' }}
      >
        <NumberExample path={PATH} {...example(query, settings)} />
      </Form>
      <Done word={query.done} />
    </>
  )
}

function fieldsFor(settings: Settings): FieldSpec[] {
  return [
    {
      kind: 'text',
      name: 'companyName',
      label: labels.companyName,
      value: settings.companyName,
      required: true,
      maxLength: 60,
      wide: true,
      help: '显示在导航栏顶部',
    },
    {
      kind: 'textarea',
      name: 'sources',
      label: labels.sources,
      value: sourcesAsText(settings.sources),
      required: true,
      rows: 6,
      maxLength: 4000,
      help: '一行一组，写作「线上：线上广告、线上咨询」；去掉的来源不影响已有客户',
    },
    {
      kind: 'number',
      name: 'idleMinutes',
      label: labels.idleMinutes,
      value: settings.idleMinutes,
      required: true,
      min: 30,
      max: 480,
      unit: '分钟',
      help: '这么久没有操作就要重新登录，30 至 480',
    },
    {
      kind: 'number',
      name: 'absoluteHours',
      label: labels.absoluteHours,
      value: settings.absoluteHours,
      required: true,
      min: 12,
      max: 168,
      unit: '小时',
      help: '从登录算起，12 至 168；对新的登录生效',
    },
    {
      kind: 'text',
      name: 'companyPrefix',
      label: labels.companyPrefix,
      value: settings.companyPrefix,
      required: true,
      maxLength: 4,
      help: '1 至 4 个大写字母',
    },
    {
      kind: 'text',
      name: 'personPrefix',
      label: labels.personPrefix,
      value: settings.personPrefix,
      required: true,
      maxLength: 4,
      help: '1 至 4 个大写字母',
    },
    {
      kind: 'text',
      name: 'numberPattern',
      label: labels.numberPattern,
      value: settings.numberPattern,
      required: true,
      maxLength: 40,
      wide: true,
      help: '{TYPE} 前缀，{YYYY} 年，{MM} 月，{SEQ:4} 四位流水号；已发出的编号不变',
    },
  ]
}

function example(query: Query, settings: Settings) {
  const typed = (name: 'numberPattern' | 'companyPrefix' | 'personPrefix') =>
    settingShapes[name].safeParse(listOf(query[name])[0] ?? settings[name])
  const [pattern, company, person] = [typed('numberPattern'), typed('companyPrefix'), typed('personPrefix')]
  if (!pattern.success || !company.success || !person.success)
    return {
      examples: [],
      problem: [pattern, company, person].flatMap(({ error }) => error?.issues.map(({ message }) => message) ?? [])[0],
    }
  const examples = [company.data, person.data].map((type) => fillPattern(pattern.data, { type, day: today(), serial: 1 }))
  return { examples: [...new Set(examples)] }
}
