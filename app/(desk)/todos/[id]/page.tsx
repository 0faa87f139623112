import { Done } from '#components/done'
import { LinkButton } from '#components/ui/button'
import { Facts } from '#components/ui/facts'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { dueWords, standingOf } from '#lib/followups/model'
import { can } from '#lib/kernel/grant'
import { addDays, dayOf, now, timeOf, today } from '#lib/kernel/time'
import { findTodoPage } from '#lib/todos/queries'
import { listColleagues } from '#lib/users/queries'
import { allow, idIn, orNotFound } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { cancel, finish, hand, move } from '../actions.ts'
import { AskingOf } from './asking.tsx'
import { PushOf } from './push.tsx'

export const metadata = { title: '待办' }

export default async function TodoPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('todo.read')
  const id = await idIn(params)
  const todo = orNotFound(me, () => findTodoPage(me, id))
  const at = now()
  const hidden = [
    { kind: 'hidden' as const, name: 'id', value: id },
    { kind: 'hidden' as const, name: 'version', value: todo.version },
  ]
  const late = todo.status === 'open' && standingOf(todo.dueAt, at) === 'overdue'
  return (
    <>
      <PageHeader
        title={todo.title}
        trail={[{ href: '/todos', label: '待办' }]}
        badges={[
          {
            text: todo.status === 'open' ? dueWords(todo, at) : todo.status === 'done' ? '已完成' : '已取消',
            tone: late ? 'bad' : todo.status === 'done' ? 'good' : 'plain',
          },
        ]}
      >
        {todo.status === 'open' && can(me.actor, 'followUp.create') && (
          <LinkButton href={`/customers/${todo.customerId}/follow-up?todo=${id}`} variant="first">
            已联系，记跟进
          </LinkButton>
        )}
      </PageHeader>
      <Section title="内容">
        <Facts
          facts={[
            {
              label: '客户',
              value: can(me.actor, 'customer.read') ? <a href={`/customers/${todo.customerId}`}>{todo.customer}</a> : todo.customer,
            },
            { label: '负责', value: todo.assignee },
            { label: '到期', value: todo.dueOn ? `${todo.dueOn}${todo.dueTime ? ` ${todo.dueTime}` : ''}` : '未定日期' },
            { label: '改期', value: todo.moves > 0 ? `${todo.moves} 次` : '没有改过' },
            ...(todo.doneAt ? [{ label: '处理时间', value: `${dayOf(todo.doneAt)} ${timeOf(todo.doneAt)}` }] : []),
            { label: '上次沟通', value: todo.last },
          ]}
        />
      </Section>
      <PushOf me={me} todoId={id} />
      <AskingOf me={me} todoId={id} />
      {todo.status === 'open' ? (
        <>
          {can(me.actor, 'todo.finish') && !can(me.actor, 'followUp.create') && (
            <Section title="完成">
              <Form
                action={finish}
                id="finish"
                submit="完成"
                draft={`todo-${id}`}
                fields={[
                  ...hidden,
                  {
                    kind: 'textarea',
                    name: 'result',
                    label: '处理结果',
                    required: true,
                    rows: 3,
                    maxLength: 500,
                    help: '记入客户的变更记录',
                  },
                ]}
              />
            </Section>
          )}
          <Section title="改期">
            <Form
              action={move}
              id="move"
              inline
              submit="改期"
              fields={[
                ...hidden,
                { kind: 'hidden', name: 'to', value: 'date' },
                { kind: 'date', name: 'date', label: '改到', required: true, value: addDays(today(), 1), min: today() },
                { kind: 'time', name: 'dueTime', label: '时间（选填）' },
              ]}
            />
          </Section>
          <Section title="转交">
            <Form
              action={hand}
              id="hand"
              inline
              submit="转交"
              fields={[
                ...hidden,
                {
                  kind: 'select',
                  name: 'assigneeId',
                  label: '交给',
                  required: true,
                  blank: '请选择同事',
                  options: listColleagues().map((u) => ({ value: u.id, label: u.department ? `${u.name}（${u.department}）` : u.name })),
                },
              ]}
            />
          </Section>
          <Section title="取消待办">
            <Form
              action={cancel}
              id="cancel"
              inline
              submit="取消待办"
              variant="danger"
              fields={[...hidden, { kind: 'text', name: 'reason', label: '取消原因', required: true, maxLength: 100 }]}
            />
          </Section>
        </>
      ) : (
        <Notice>{todo.status === 'done' ? '这条待办已经完成。' : '这条待办已经取消。'}</Notice>
      )}
      <Done word={(await searchParams).done} />
    </>
  )
}
