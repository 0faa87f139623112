import type { Metadata } from 'next'
import { Done } from '#components/done'
import { ActionButton } from '#components/ui/action-button'
import { LinkButton } from '#components/ui/button'
import { DataTable, type Row } from '#components/ui/data-table'
import { Facts } from '#components/ui/facts'
import { type FieldSpec, Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import type { Query } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { findProfile } from '#lib/account/queries'
import { can } from '#lib/kernel/grant'
import { roleLabels } from '#lib/kernel/labels'
import { dayOf, timeOf } from '#lib/kernel/time'
import { listOwnSessions } from '#lib/sessions/queries'
import { findCard } from '#lib/strategies/queries'
import { allow } from '../../_web/allow.ts'
import { endOthers, saveCard, saveReminders } from './actions.ts'
import { deviceWords } from './device.ts'

export const metadata: Metadata = { title: '我的账号' }

export default async function AccountPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('account.read')
  const profile = findProfile(me)
  const sessions = listOwnSessions(me)
  const here = 'job' in me.actor ? undefined : me.actor.sessionId
  return (
    <>
      <PageHeader title="我的账号" sub={profile.login}>
        <LinkButton href="/account/password">修改密码</LinkButton>
      </PageHeader>
      <Section title="资料" sub="由系统管理员维护">
        <Facts
          facts={[
            { label: '姓名', value: profile.name },
            { label: '账号', value: profile.login },
            { label: '角色', value: roleLabels[profile.role] },
            { label: '部门', value: profile.department },
          ]}
        />
      </Section>
      {can(me.actor, 'account.editCard') && (
        <Section title="对外名片" sub="写进发给客户的文字，不显示在别处">
          <Form action={saveCard} id="card" submit="保存名片" fields={cardFields(findCard(me))} />
        </Section>
      )}
      {can(me.actor, 'account.edit') && (
        <Section title="提醒">
          <Form action={saveReminders} id="reminders" submit="保存" guard fields={reminderFields(profile)} />
        </Section>
      )}
      <Section
        title="登录的设备"
        sub={`${sessions.length} 个`}
        deeds={
          can(me.actor, 'account.endSessions') && sessions.length > 1 ? (
            <ActionButton action={endOthers} confirm="退出其他设备？除本机外的所有设备都要重新登录。" yes="退出其他设备">
              退出其他设备
            </ActionButton>
          ) : undefined
        }
      >
        <DataTable
          caption="登录的设备"
          columns={[
            { key: 'device', label: '设备', name: true },
            { key: 'address', label: '来源地址', tag: true },
            { key: 'created', label: '登录时间', tag: true },
            { key: 'seen', label: '最近活动', tag: true },
          ]}
          rows={sessions.map((session) => rowOf(session, here))}
          empty={{ title: '没有登录的设备' }}
        />
      </Section>
      <Done word={(await searchParams).done} />
    </>
  )
}

const cardFields = ({ phone, email }: ReturnType<typeof findCard>): FieldSpec[] => [
  {
    kind: 'tel',
    name: 'phone',
    label: '对外电话',
    value: phone,
    maxLength: 40,
    placeholder: '例如 010-12345678',
    help: '客户可以打给你的电话',
  },
  { kind: 'email', name: 'email', label: '对外邮箱', value: email, maxLength: 100, help: '客户可以写给你的邮箱' },
]

const reminderFields = ({ version, leadMinutes, quietFrom, quietTo }: ReturnType<typeof findProfile>): FieldSpec[] => [
  { kind: 'hidden', name: 'version', value: version },
  {
    kind: 'number',
    name: 'leadMinutes',
    label: '提前提醒',
    value: leadMinutes,
    required: true,
    min: 0,
    max: 10_080,
    unit: '分钟',
    help: '待办到期前多久提醒，最多 10080 分钟（7 天）',
  },
  { kind: 'time', name: 'quietFrom', label: '免打扰开始', value: quietFrom, required: true },
  {
    kind: 'time',
    name: 'quietTo',
    label: '免打扰结束',
    value: quietTo,
    required: true,
    help: '这段时间的提醒推迟到结束时；两个时间相同表示不设免打扰',
  },
]

function rowOf({ id, address, userAgent, createdAt, seenAt }: ReturnType<typeof listOwnSessions>[number], here?: number): Row {
  const moment = (at: number) => ({ text: `${dayOf(at)} ${timeOf(at)}`, time: new Date(at).toISOString() })
  const device = { text: deviceWords(userAgent), title: userAgent }
  return {
    id,
    cells: {
      device: id === here ? [device, { text: '本机', badge: 'accent' }] : device,
      address,
      created: moment(createdAt),
      seen: moment(seenAt),
    },
  }
}
