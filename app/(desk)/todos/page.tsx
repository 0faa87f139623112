import { Done } from '#components/done'
import { TodoItems } from '#components/followups/todo-items'
import { EmptyState } from '#components/ui/empty-state'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { Still } from '#components/ui/still'
import { Tabs } from '#components/ui/tabs'
import { TodoList } from '#components/ui/todo-list'
import { can } from '#lib/kernel/grant'
import { dayOf, now } from '#lib/kernel/time'
import { countTodos, listTodos, type TodoFilter } from '#lib/todos/list'
import { listReached } from '#lib/users/queries'
import { allow } from '../../_web/allow.ts'
import { keepPage } from '../../_web/keep.ts'
import { dayIn, oneOf, pageIn, type SearchParams, sizeIn, wholeIn } from '../../_web/query.ts'
import { move } from './actions.ts'

export const metadata = { title: '待办' }

const tabs = {
  open: '全部未完成',
  overdue: '逾期',
  today: '今天',
  soon: '未来 7 天',
  later: '更晚',
  undated: '未定日期',
  done: '已完成',
  cancelled: '已取消',
} as const
type Show = keyof typeof tabs

const filterOf = (show: Show): TodoFilter => (show === 'done' || show === 'cancelled' ? { status: show } : { standing: show })

export default async function TodosPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('todo.read')
  await keepPage()
  const { done, ...query } = await searchParams
  const show = oneOf(query.show, Object.keys(tabs) as Show[]) ?? 'open'
  const people = listReached(me)
  const person = wholeIn(query.person)
  const range = { person, from: dayIn(query.due_from), to: dayIn(query.due_to) }
  const { rows, total, capped, page, size } = listTodos(me, {
    ...filterOf(show),
    ...range,
    page: pageIn(query.page),
    size: sizeIn(query.size),
  })
  const place = { path: '/todos', query }
  const may = { read: can(me.actor, 'customer.read'), follow: can(me.actor, 'followUp.create') }
  const settled = show === 'done' || show === 'cancelled'
  return (
    <Still>
      <PageHeader title="待办" sub={`${total.toLocaleString('en-US')} 项`} />
      <Tabs
        label="待办范围"
        tabs={(Object.keys(tabs) as Show[]).map((key) => ({
          href: `/todos?${new URLSearchParams({ show: key, ...(person !== undefined && { person: String(person) }) })}`,
          label: tabs[key],
          current: key === show,
          count: key === 'done' || key === 'cancelled' || key === 'open' ? undefined : countTodos(me, { ...filterOf(key), person }),
        }))}
      />
      <Filters
        place={place}
        filters={[
          ...(people.length > 1
            ? [
                {
                  kind: 'select' as const,
                  name: 'person',
                  label: '人员',
                  all: '全部人员',
                  options: people.map((p) => ({ value: p.id, label: p.name })),
                },
              ]
            : []),
          { kind: 'dates', name: 'due', label: '到期日期' },
        ]}
      />
      <div id="list">
        {rows.length === 0 ? (
          <EmptyState
            title="这里没有待办"
            text="记录跟进时写下「下一步计划」，就会在到期时出现在这里。"
            deed={may.read ? { href: '/customers', label: '去看客户' } : undefined}
          />
        ) : settled ? (
          <TodoList
            items={rows.map((t) => ({
              id: t.id,
              when: dayOf(t.doneAt ?? 0),
              done: true,
              title: t.customer,
              href: may.read ? `/customers/${t.customerId}` : `/todos/${t.id}`,
              note: [t.title, t.assignee].filter(Boolean).join(' · '),
            }))}
          />
        ) : (
          <TodoItems todos={rows} at={now()} back="/todos" move={move} may={may} withPerson={people.length > 1} />
        )}
        <Pager place={place} page={page} size={size} total={total} capped={capped} unit="项" />
      </div>
      <Done word={done} />
    </Still>
  )
}
