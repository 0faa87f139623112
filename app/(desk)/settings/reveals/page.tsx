import { Done } from '#components/done'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { can } from '#lib/kernel/grant'
import { settingLabels } from '#lib/settings/model'
import { readSettings } from '#lib/settings/queries'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { saveQuotas } from './actions.ts'

export const metadata = { title: '查看次数' }

const names = [
  'revealsSales',
  'revealsService',
  'revealsSalesManager',
  'revealsServiceManager',
  'revealsBoss',
  'revealsAdmin',
  'revealsOther',
] as const

export default async function RevealSettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('settings.read')
  const settings = readSettings()
  const disabled = !can(me.actor, 'settings.edit')
  return (
    <>
      <PageHeader
        title="查看次数"
        sub="每人每天可以查看几次完整的号码、邮箱和姓名；用完后可以请主管放行"
        trail={[{ href: '/settings', label: '设置' }]}
      />
      <Form
        action={saveQuotas}
        id="quotas"
        columns={2}
        submit="保存"
        guard
        cancel={{ href: '/settings' }}
        fields={names.map((name) => ({
          kind: 'number',
          name,
          label: settingLabels[name],
          value: settings[name],
          required: true,
          min: 0,
          max: 1000,
          unit: '次',
          disabled,
        }))}
      />
      <Done word={(await searchParams).done} />
    </>
  )
}
