import { dueWords, standingOf } from '#lib/followups/model'
import type { listTodos } from '#lib/todos/list'
import { ActionButton } from '../ui/action-button.tsx'
import type { FormAction } from '../ui/form.tsx'
import { Menu } from '../ui/menu.tsx'
import { TodoList } from '../ui/todo-list.tsx'

export type TodoPage = Pick<ReturnType<typeof listTodos>, 'rows' | 'total'>
type Found = TodoPage['rows'][number]
type Props = { todos: Found[]; at: number; back: string; move: FormAction; withPerson?: boolean; may: { read: boolean; follow: boolean } }

/** To-dos as they stand on the workbench and in their list: 已联系 leads to the follow-up that settles it, 改期 is one click. */
export function TodoItems({ todos, at, back, move, withPerson, may }: Props) {
  return (
    <TodoList
      items={todos.map((todo) => ({
        ...itemOf(todo, at, may.read, withPerson),
        deeds: <Deeds todo={todo} back={back} move={move} follow={may.follow} />,
      }))}
    />
  )
}

function itemOf(todo: Found, at: number, read: boolean, withPerson?: boolean) {
  const last = todo.last && `上次：${todo.last}`
  return {
    id: todo.id,
    when: dueWords(todo, at),
    datetime: todo.dueOn ?? undefined,
    late: standingOf(todo.dueAt, at) === 'overdue',
    title: todo.customer,
    href: read ? `/customers/${todo.customerId}` : `/todos/${todo.id}`,
    note: [
      todo.title,
      withPerson && todo.assignee,
      todo.assigneeActive === false && '执行人已停用，请转交',
      todo.moves > 0 && `已改期 ${todo.moves} 次`,
      last,
    ]
      .filter(Boolean)
      .join(' · '),
  }
}

type DeedsProps = { todo: Found; back: string; move: FormAction; follow: boolean }

function Deeds({ todo: { id, version, customerId }, back, move, follow }: DeedsProps) {
  return (
    <>
      {follow && (
        <a className="btn quiet" href={`/customers/${customerId}/follow-up?todo=${id}`}>
          已联系
        </a>
      )}
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
