import { randomUUID } from 'node:crypto'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { findArchive } from '#lib/customers/queries-archive'
import { grant, idOf } from '#lib/kernel/grant'
import { addDays, today } from '#lib/kernel/time'
import { listColleagues } from '#lib/users/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { addTodo } from '../../../follow-ups/actions.ts'

export const metadata = { title: '新增待办' }

export default async function NewTodoPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('todo.create')
  const id = await idIn(params)
  const archive = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), id))
  return (
    <>
      <PageHeader title="新增待办" trail={[{ href: `/customers/${id}`, label: archive.name }]} />
      <Form
        action={addTodo}
        id="todo"
        columns={2}
        submit="保存"
        cancel={{ href: `/customers/${id}` }}
        guard
        fields={[
          { kind: 'hidden', name: 'once', value: randomUUID() },
          { kind: 'hidden', name: 'customerId', value: id },
          { kind: 'text', name: 'title', label: '待办内容', required: true, maxLength: 200, wide: true, autoFocus: true },
          { kind: 'date', name: 'dueOn', label: '到期日期', required: true, value: addDays(today(), 1) },
          { kind: 'time', name: 'dueTime', label: '时间（选填）' },
          {
            kind: 'select',
            name: 'assigneeId',
            label: '交给谁',
            value: idOf(me.actor),
            options: listColleagues().map((u) => ({ value: u.id, label: u.department ? `${u.name}（${u.department}）` : u.name })),
          },
        ]}
      />
    </>
  )
}
