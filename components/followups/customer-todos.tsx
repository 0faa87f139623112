import { dueWords, standingOf } from '#lib/followups/model'
import type { listCustomerTodos } from '#lib/todos/queries'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'

type Todos = ReturnType<typeof listCustomerTodos>

/** What is still open with this customer, first thing above the story. */
export function CustomerTodos({ todos, at, customerId, mayAdd }: { todos: Todos; at: number; customerId: number; mayAdd: boolean }) {
  if (todos.length === 0 && !mayAdd) return null
  return (
    <Section title="下一步" sub={todos.length > 0 ? `${todos.length} 项` : undefined}>
      {todos.length > 0 ? (
        <TodoList items={todos.map((todo) => itemOf(todo, at))} />
      ) : (
        <p className="hint">
          没有约定下一步。<a href={`/customers/${customerId}/todo`}>新增待办</a>
        </p>
      )}
    </Section>
  )
}

const itemOf = (todo: Todos[number], at: number) => ({
  id: todo.id,
  when: dueWords(todo, at),
  datetime: todo.dueOn ?? undefined,
  late: standingOf(todo.dueAt, at) === 'overdue',
  title: todo.title,
  href: todo.mine ? `/todos/${todo.id}` : undefined,
  note: [todo.assignee && `负责 ${todo.assignee}`, todo.moves > 0 && `已改期 ${todo.moves} 次`].filter(Boolean).join(' · '),
})
