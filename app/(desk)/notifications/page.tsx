import type { Metadata } from 'next'
import { Done } from '#components/done'
import { ActionButton } from '#components/ui/action-button'
import { EmptyState } from '#components/ui/empty-state'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { listOf, type Query } from '#components/ui/place'
import { Still } from '#components/ui/still'
import { Tabs } from '#components/ui/tabs'
import { type Todo, TodoList } from '#components/ui/todo-list'
import { dayOf, timeOf, today } from '#lib/kernel/time'
import { countUnread, listNotifications } from '#lib/notifications/queries'
import { allow } from '../../_web/allow.ts'
import { markAll, open } from './actions.ts'

export const metadata: Metadata = { title: '通知' }

const PATH = '/notifications'
const SIZES = [20, 50, 100, 200]

export default async function NotificationsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const me = await allow('notification.read')
  const query = await searchParams
  const unread = listOf(query.show)[0] === 'unread'
  const waiting = countUnread(me)
  const { rows, ...paging } = listNotifications(me, { unread, ...pageOf(query) })
  return (
    <Still>
      <PageHeader title="通知" sub={waiting > 0 ? `${waiting} 条未读` : '没有未读'}>
        {waiting > 0 && <ActionButton action={markAll}>全部标记已读</ActionButton>}
      </PageHeader>
      <Tabs
        label="通知"
        tabs={[
          { href: PATH, label: '全部', current: !unread },
          { href: `${PATH}?show=unread`, label: '未读', count: waiting, current: unread },
        ]}
      />
      {rows.length === 0 ? <EmptyState {...emptyOf(unread)} /> : <TodoList items={rows.map(itemOf)} />}
      <Pager place={{ path: PATH, query: { ...query, done: undefined } }} {...paging} unit="条" />
      <Done word={query.done} />
    </Still>
  )
}

type Row = ReturnType<typeof listNotifications>['rows'][number]

// An unread one is opened by a form, because opening changes it; a read one by a link.
function itemOf({ id, kind, title, href, createdAt, readAt }: Row): Todo {
  const at = { id, when: whenOf(createdAt), datetime: new Date(createdAt).toISOString(), title }
  if (readAt) return { ...at, href, badges: [{ text: kinds[kind] }] }
  return {
    ...at,
    late: kind === 'overdue',
    badges: [{ text: kinds[kind] }, { text: '未读', tone: 'accent' }],
    deeds: (
      <ActionButton action={open} values={{ id, to: href }} label={`查看：${title}`}>
        查看
      </ActionButton>
    ),
  }
}

const kinds: Record<Row['kind'], string> = {
  todo: '待办',
  overdue: '逾期',
  import: '导入',
  machine: '系统',
  assigned: '分配',
  collaboration: '协作',
  pool: '公海',
}

const whenOf = (at: number) => (dayOf(at) === today() ? `今天 ${timeOf(at)}` : `${dayOf(at).slice(5)} ${timeOf(at)}`)

function pageOf(query: Query) {
  const [page, size] = [Number(listOf(query.page)[0]), Number(listOf(query.size)[0])]
  return { page: Number.isSafeInteger(page) && page > 0 ? page : 1, size: SIZES.includes(size) ? size : 50 }
}

const emptyOf = (unread: boolean) =>
  unread
    ? { title: '没有未读通知', text: '待办到期、逾期和导入完成时会在这里提醒。', deed: { href: PATH, label: '看全部通知' } }
    : { title: '还没有通知', text: '待办到期、逾期和导入完成时会在这里提醒。' }
