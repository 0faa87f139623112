import type { Metadata } from 'next'
import { Done } from '#components/done'
import { LinkButton } from '#components/ui/button'
import { type Column, DataTable, type Row } from '#components/ui/data-table'
import { optionsOf } from '#components/ui/field-spec'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { listOf, type Query } from '#components/ui/place'
import { listDepartments } from '#lib/departments/queries'
import { can } from '#lib/kernel/grant'
import { roleLabels } from '#lib/kernel/labels'
import { pageWithin } from '#lib/kernel/pages'
import type { Role } from '#lib/kernel/permissions'
import { dayOf, now, timeOf } from '#lib/kernel/time'
import { stateOf, type UserState, userStates } from '#lib/users/model'
import { listUsers } from '#lib/users/queries'
import { allow } from '../../../_web/allow.ts'
import { stateBadge } from './state-badge.ts'

export const metadata: Metadata = { title: '用户' }

const PATH = '/settings/users'
const SIZES = [20, 50, 100, 200]

export default async function UsersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('user.read')
  const query = await searchParams
  const ask = asked(query)
  const found = listUsers(me, ask).filter((user) => !ask.state || stateOf(user, now()) === ask.state)
  const page = pageWithin(found.length, ask)
  const place = { path: PATH, query: { ...query, done: undefined } }
  return (
    <>
      <PageHeader title="用户" sub={`${found.length} 人`} trail={[{ href: '/settings', label: '设置' }]}>
        {can(me.actor, 'user.create') && (
          <LinkButton href={`${PATH}/new`} variant="first">
            新增用户
          </LinkButton>
        )}
      </PageHeader>
      <Filters
        place={place}
        filters={[
          { kind: 'search', name: 'q', label: '搜索用户', placeholder: '姓名或账号' },
          { kind: 'select', name: 'role', label: '角色', options: optionsOf(roleLabels) },
          { kind: 'select', name: 'state', label: '状态', options: optionsOf(userStates) },
          {
            kind: 'select',
            name: 'department',
            label: '部门',
            options: listDepartments().map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
      <div id="list">
        <DataTable
          caption="用户"
          columns={columns}
          rows={found.slice((page - 1) * ask.size, page * ask.size).map(rowOf)}
          empty={{ title: '没有符合条件的用户', text: '换一个姓名、账号或条件再找。', deed: { href: PATH, label: '看全部用户' } }}
        />
        <Pager place={place} page={page} size={ask.size} total={found.length} unit="人" />
      </div>
      <Done word={query.done} />
    </>
  )
}

const columns: Column[] = [
  { key: 'name', label: '姓名', name: true },
  { key: 'role', label: '角色' },
  { key: 'department', label: '部门' },
  { key: 'state', label: '状态' },
  { key: 'seen', label: '最近活动', tag: true },
]

function rowOf(user: ReturnType<typeof listUsers>[number]): Row {
  const { id, login, name, role, department, active, lastSeenAt } = user
  const { text, tone, title } = stateBadge(user, now())
  const seen = lastSeenAt && { text: `${dayOf(lastSeenAt)} ${timeOf(lastSeenAt)}`, time: new Date(lastSeenAt).toISOString() }
  return {
    id,
    tone: active ? undefined : 'weak',
    cells: {
      name: [{ text: name, href: `${PATH}/${id}`, weak: login }, ...(user.demo ? [{ text: '示例', badge: 'plain' as const }] : [])],
      role: roleLabels[role],
      department,
      state: { text, badge: tone, title },
      seen: seen || '从未登录',
    },
  }
}

function asked(query: Query) {
  const one = (name: string) => listOf(query[name])[0]
  const [role, state, department] = [one('role'), one('state'), Number(one('department'))]
  const size = Number(one('size'))
  return {
    q: one('q')?.trim().slice(0, 50),
    role: role && role in roleLabels ? (role as Role) : undefined,
    state: state && state in userStates ? (state as UserState) : undefined,
    department: Number.isSafeInteger(department) && department > 0 ? department : undefined,
    size: SIZES.includes(size) ? size : 50,
    page: Math.max(1, Math.trunc(Number(one('page'))) || 1),
  }
}
