import { dueWords, standingOf } from '#lib/followups/model'
import type { listTodos } from '#lib/followups/queries'
import { ActionButton, type FormAction } from '../ui/form.tsx'
import { Menu } from '../ui/menu.tsx'
import { TodoList } from '../ui/todo-list.tsx'

type Found = ReturnType<typeof listTodos>['rows'][number]
type Props = { todos: Found[]; at: number; back: string; move: FormAction; withPerson?: boolean }

/** To-dos as they stand on the workbench and in their list: 已联系 leads to the follow-up that settles it, 改期 is one click. */
export function TodoItems({ todos, at, back, move, withPerson }: Props) {
  return (
    <TodoList items={todos.map((todo) => ({ ...itemOf(todo, at, withPerson), deeds: <Deeds todo={todo} back={back} move={move} /> }))} />
  )
}

function itemOf(todo: Found, at: number, withPerson?: boolean) {
  const last = todo.last && `上次：${todo.last}`
  return {
    id: todo.id,
    when: dueWords(todo, at),
    datetime: todo.dueOn ?? undefined,
    late: standingOf(todo.dueAt, at) === 'overdue',
    title: todo.customer,
    href: `/customers/${todo.customerId}`,
    note: [todo.title, withPerson && todo.assignee, todo.moves > 0 && `已改期 ${todo.moves} 次`, last].filter(Boolean).join(' · '),
  }
}

function Deeds({ todo: { id, version, customerId }, back, move }: { todo: Found; back: string; move: FormAction }) {
  return (
    <>
      <a className="btn quiet" href={`/customers/${customerId}/follow-up?todo=${id}`}>
        已联系
      </a>
      <Menu label="改期" variant="quiet">
        <ActionButton action={move} values={{ id, version, back, to: 'tomorrow' }}>
          明天
        </ActionButton>
        <ActionButton action={move} values={{ id, version, back, to: 'monday' }}>
          下周一
        </ActionButton>
        <a href={`/todos/${id}`}>选择日期、转交、取消</a>
      </Menu>
    </>
  )
}
