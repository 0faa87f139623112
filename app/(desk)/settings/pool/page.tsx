import type { Metadata } from 'next'
import { Done } from '#components/done'
import { PoolPreview } from '#components/pool/preview'
import { type FieldSpec, Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { addDays, now, timeOf, today } from '#lib/kernel/time'
import { poolLabels as labels, NIGHT, type PoolRules } from '#lib/pool/model'
import { readRules } from '#lib/pool/queries'
import { previewPool } from '#lib/pool/queries-night'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { configure } from './actions.ts'

export const metadata: Metadata = { title: '公海设置' }

export default async function PoolSettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('pool.configure')
  const { done } = await searchParams
  const rules = readRules()
  const night = timeOf(now()) < NIGHT ? today() : addDays(today(), 1)
  return (
    <>
      <PageHeader title="公海设置" sub={rules.isOn ? '已启用' : '没有启用'} trail={[{ href: '/settings', label: '设置' }]} />
      <Section title="规则">
        <Form action={configure} id="pool" submit="保存" columns={2} guard cancel={{ href: '/settings' }} fields={fieldsFor(rules)} />
      </Section>
      <PoolPreview preview={previewPool(me, rules, night)} day={night} isOn={rules.isOn} />
      <Done word={done} />
    </>
  )
}

const fieldsFor = (rules: PoolRules): FieldSpec[] => [
  {
    kind: 'checkbox',
    name: 'isOn',
    label: labels.isOn,
    value: rules.isOn,
    on: 'on',
    wide: true,
    help: '没有启用时，客户不会自动回收，也不能领取和放入',
  },
  { kind: 'heading', label: '领取' },
  number('mostHeld', rules, '填 0 表示不限', '位'),
  number('claimsPerDay', rules, '填 0 表示不限', '位'),
  number('coolDays', rules, '放入或回收后，原负责人要等这么久；填 0 表示不限', '天'),
  { kind: 'heading', label: '回收', help: '没有联系：从最近一次跟进、采购，或现负责人接手算起。每晚检查，先预警，到期仍没有联系才回收' },
  number('warnDays', rules, '1 至 90，预警会通知负责人', '天'),
  number('normal', rules, '留空表示不回收', '天', false),
  number('vip', rules, '留空表示不回收', '天', false),
  number('strategic', rules, '留空表示不回收', '天', false),
  { kind: 'checkbox', name: 'takesA', label: labels.takesA, value: rules.takesA, on: 'on' },
  {
    kind: 'checkbox',
    name: 'takesContract',
    label: labels.takesContract,
    value: rules.takesContract,
    on: 'on',
    help: '不勾选时，档案里有合作合同附件的客户不回收',
  },
]

type Figure = 'mostHeld' | 'claimsPerDay' | 'coolDays' | 'warnDays' | 'normal' | 'vip' | 'strategic'

function number(name: Figure, rules: PoolRules, help: string, unit: string, required = true): FieldSpec {
  return { kind: 'number', name, label: labels[name], value: rules[name], required, help, unit }
}
