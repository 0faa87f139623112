import type { Metadata } from 'next'
import { Done } from '#components/done'
import { UserDeeds } from '#components/settings/user-deeds'
import { userFields } from '#components/settings/user-fields'
import { Facts } from '#components/ui/facts'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import type { Query } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { listDepartments } from '#lib/departments/queries'
import { heldWords, sumOf } from '#lib/handovers/model'
import { countHeld } from '#lib/handovers/sums'
import { can } from '#lib/kernel/grant'
import { roleLabels } from '#lib/kernel/labels'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { blockedUntil } from '#lib/sessions/queries'
import { stateOf } from '#lib/users/model'
import { findUser } from '#lib/users/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { activate, deactivate, saveUser, unlock } from '../actions.ts'
import { stateBadge } from '../state-badge.ts'

export const metadata: Metadata = { title: '用户' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> }

export default async function UserPage({ params, searchParams }: Props) {
  const me = await allow('user.read')
  const id = await idIn(params)
  const user = orNotFound(me, () => findUser(me, id))
  const account = { ...user, blockedUntil: blockedUntil(`account:${user.login}`) }
  const departments = listDepartments()
  const { text, ...badge } = stateBadge(account, now())
  const held = countHeld(id)
  return (
    <>
      <PageHeader
        title={user.name}
        sub={user.login}
        badges={[{ text, ...badge }]}
        trail={[
          { href: '/settings', label: '设置' },
          { href: '/settings/users', label: '用户' },
        ]}
      >
        <UserDeeds
          user={user}
          state={stateOf(account, now())}
          may={{
            reset: can(me.actor, 'user.resetPassword'),
            deactivate: can(me.actor, 'user.deactivate'),
            activate: can(me.actor, 'user.activate'),
            unlock: can(me.actor, 'user.unlock'),
            leave: can(me.actor, 'user.leave'),
          }}
          held={held}
          actions={{ deactivate, activate, unlock }}
        />
      </PageHeader>
      {!user.active && sumOf(held) > 0 && (
        <Notice tone="warn" title="账号已停用，名下的工作还没有人接手">
          {`${heldWords(held)}。`}
          {can(me.actor, 'user.leave') && <a href={`/settings/users/${id}/leave`}>办理离职交接</a>}
        </Notice>
      )}
      <Section title="资料">
        {can(me.actor, 'user.edit') ? (
          <Form
            action={saveUser}
            id="user"
            submit="保存"
            guard
            cancel={{ href: '/settings/users' }}
            fields={[
              { kind: 'hidden', name: 'id', value: id },
              { kind: 'hidden', name: 'version', value: user.version },
              ...userFields(departments, user),
            ]}
          />
        ) : (
          <Facts
            facts={[
              { label: '角色', value: roleLabels[user.role] },
              { label: '部门', value: departments.find((one) => one.id === user.departmentId)?.name },
            ]}
          />
        )}
      </Section>
      <p className="weak">{`账号建立于 ${dayOf(user.createdAt)} ${timeOf(user.createdAt)}；改变角色后，对方需要重新登录。`}</p>
      <Done word={(await searchParams).done} />
    </>
  )
}
