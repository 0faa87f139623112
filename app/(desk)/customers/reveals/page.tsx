import { Done } from '#components/done'
import { OpenRequests, OwnRequests } from '#components/truth/reveal-requests'
import { DataTable } from '#components/ui/data-table'
import { Figures } from '#components/ui/figures'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { can, type Grant, grant } from '#lib/kernel/grant'
import { roleLabels } from '#lib/kernel/labels'
import { leftOf } from '#lib/reveals/model'
import { findQuota, listOpenRequests, listOwnRequests, listToday } from '#lib/reveals/queries'
import { allow, currentUser } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { answer, ask } from './actions.ts'

export const metadata = { title: '查看次数' }

export default async function RevealsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('reveal.request')
  const user = await currentUser()
  const quota = findQuota(user)
  const own = listOwnRequests(me)
  const isWaiting = own.some(({ extra }) => extra === null)
  return (
    <>
      <PageHeader title="查看次数" sub="查看完整号码、邮箱和姓名的次数，按天计算" trail={[{ href: '/customers', label: '客户' }]} />
      <Figures
        figures={[
          { label: '今天已查看', value: quota.used, unit: '次' },
          { label: '今天还可查看', value: leftOf(quota), unit: '次', tone: leftOf(quota) === 0 ? 'warn' : undefined },
          ...(quota.extra > 0 ? [{ label: '主管已放行', value: quota.extra, unit: '次' }] : []),
        ]}
      />
      <Section title="请主管放行" sub="申请会发给部门主管，放行后当天有效">
        {own.length > 0 && <OwnRequests requests={own} />}
        {!isWaiting && (
          <Form
            action={ask}
            id="ask"
            inline
            submit="提交申请"
            fields={[
              { kind: 'text', name: 'reason', label: '申请原因', required: true, maxLength: 100, placeholder: '例如：集中回访展会客户' },
            ]}
          />
        )}
      </Section>
      {can(me.actor, 'reveal.allow') && <Head me={grant(me.actor, 'reveal.allow')} />}
      <Done word={(await searchParams).done} />
    </>
  )
}

function Head({ me }: { me: Grant<'reveal.allow'> }) {
  return (
    <>
      <Section title="等待我答复的申请" id="requests">
        <OpenRequests requests={listOpenRequests(me)} allow={answer} />
      </Section>
      <Section title="今天的查看情况" sub={me.reach === 'all' ? undefined : '本部门'}>
        <DataTable
          caption="今天的查看情况"
          columns={[
            { key: 'name', label: '姓名', name: true },
            { key: 'role', label: '角色', tag: true },
            { key: 'used', label: '已查看', num: true, tag: true },
            { key: 'allowed', label: '可查看', num: true, tag: true },
          ]}
          rows={listToday(me).map(({ id, name, role, used, allowed }) => ({
            id,
            cells: { name, role: roleLabels[role], used, allowed },
          }))}
          empty={{ title: '今天还没有人查看完整信息', text: '每次查看都会记下是谁、何时、为什么。' }}
        />
      </Section>
    </>
  )
}
