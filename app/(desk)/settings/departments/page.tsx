import type { Metadata } from 'next'
import { Done } from '#components/done'
import { DataTable } from '#components/ui/data-table'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { listOf, type Query } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { listDepartments } from '#lib/departments/queries'
import { can } from '#lib/kernel/grant'
import { allow } from '../../../_web/allow.ts'
import { addDepartment, renameDepartment } from './actions.ts'

export const metadata: Metadata = { title: '部门' }

const PATH = '/settings/departments'

export default async function DepartmentsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('user.read')
  const query = await searchParams
  const departments = listDepartments()
  const editing = can(me.actor, 'department.edit') ? departments.find(({ id }) => String(id) === listOf(query.edit)[0]) : undefined
  return (
    <>
      <PageHeader title="部门" sub={`${departments.length} 个`} trail={[{ href: '/settings', label: '设置' }]} />
      {editing && (
        <Section title={`改名：${editing.name}`}>
          <Form
            action={renameDepartment}
            id="rename"
            submit="保存"
            cancel={{ href: PATH }}
            fields={[{ kind: 'hidden', name: 'id', value: editing.id }, nameField(editing.name)]}
          />
        </Section>
      )}
      <DataTable
        caption="部门"
        columns={[
          { key: 'name', label: '部门名称', name: true },
          { key: 'people', label: '在用人数', num: true, tag: true },
          { key: 'edit', label: '操作' },
        ]}
        rows={departments.map(({ id, name, people }) => ({
          id,
          cells: {
            name,
            people: people > 0 ? { text: people, href: `/settings/users?department=${id}` } : 0,
            edit: can(me.actor, 'department.edit') ? { text: '改名', href: `${PATH}?edit=${id}` } : null,
          },
        }))}
        empty={{ title: '还没有部门', text: '部门决定「本部门」范围内能看到哪些客户。' }}
      />
      {can(me.actor, 'department.create') && !editing && (
        <Section title="新增部门">
          <Form action={addDepartment} id="add" submit="新增部门" inline fields={[nameField('')]} />
        </Section>
      )}
      <Done word={query.done} />
    </>
  )
}

const nameField = (value: string) => ({ kind: 'text', name: 'name', label: '部门名称', value, required: true, maxLength: 30 }) as const
