import type { Metadata } from 'next'
import { Done } from '#components/done'
import { type MatrixGroup, RoleMatrix } from '#components/settings/role-matrix'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { listOf, type Query } from '#components/ui/place'
import { Tabs } from '#components/ui/tabs'
import { can, type Grant } from '#lib/kernel/grant'
import { permissionLabels, reachLabels, roleLabels } from '#lib/kernel/labels'
import type { May, Role } from '#lib/kernel/permissions'
import { readMatrix } from '#lib/roles/queries'
import { allow } from '../../../_web/allow.ts'
import { saveRole } from './actions.ts'
import { families, roleFields } from './cells.ts'

export const metadata: Metadata = { title: '权限管理' }

const PATH = '/settings/roles'
const roles = Object.keys(roleLabels) as Role[]

export default async function RolesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('role.read')
  const query = await searchParams
  const role = can(me.actor, 'role.editMany') ? roles.find((one) => one === listOf(query.role)[0]) : undefined
  const matrix = matrixFor(me)
  return (
    <>
      <PageHeader
        title="权限管理"
        sub="本人、本部门、全部：能做到多大范围；「–」表示不能做"
        trail={[{ href: '/settings', label: '设置' }]}
      />
      {can(me.actor, 'role.editMany') && <Tabs label="角色" tabs={tabsFor(role)} />}
      {role ? (
        <Form
          key={role}
          action={saveRole}
          id="role"
          fields={roleFields(role, matrix[role])}
          submit={`保存「${roleLabels[role]}」的权限`}
          columns={2}
          guard
          cancel={{ href: PATH }}
        />
      ) : (
        <RoleMatrix
          roles={roles.map((one) => ({ label: roleLabels[one], href: can(me.actor, 'role.editMany') ? `${PATH}?role=${one}` : undefined }))}
          groups={groupsOf(matrix)}
        />
      )}
      <Done word={query.done} />
    </>
  )
}

const tabsFor = (role?: Role) => [
  { href: PATH, label: '总表', current: !role },
  ...roles.map((one) => ({ href: `${PATH}?role=${one}`, label: roleLabels[one], current: one === role })),
]

function matrixFor(me: Grant<'role.read'>) {
  const matrix = Object.fromEntries(roles.map((role) => [role, {}])) as Record<Role, May>
  for (const { role, permission, reach } of readMatrix(me)) matrix[role][permission as keyof May] = reach
  return matrix
}

const groupsOf = (matrix: Record<Role, May>): MatrixGroup[] =>
  families().map(({ label, permissions }) => ({
    label,
    rows: permissions.map((permission) => ({
      permission,
      label: permissionLabels[permission],
      cells: roles.map((role) => (matrix[role][permission] ? reachLabels[matrix[role][permission]] : '–')),
    })),
  }))
