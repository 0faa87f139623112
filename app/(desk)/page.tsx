import { Done } from '#components/done'
import { TodoItems } from '#components/followups/todo-items'
import { LinkButton } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { Figures } from '#components/ui/figures'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { TodoList } from '#components/ui/todo-list'
import { countCustomers, listCustomers } from '#lib/customers/list'
import type { Standing } from '#lib/followups/model'
import { countTodos, listTodos } from '#lib/followups/queries'
import { can, grant } from '#lib/kernel/grant'
import { dayOf, daysBetween, now, timeOf, today } from '#lib/kernel/time'
import { listReached } from '#lib/users/queries'
import { allow } from '../_web/allow.ts'
import { type SearchParams, wholeIn } from '../_web/query.ts'
import { move } from './todos/actions.ts'

export const metadata = { title: '工作台' }

const SHOWN = 8
const WEEKDAYS = '日一二三四五六'

export default async function WorkbenchPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('todo.read')
  const { done, ...query } = await searchParams
  const team = listReached(me)
  const self = 'id' in me.actor ? me.actor.id : 0
  const asked = wholeIn(query.person)
  const person =
    team.length > 1
      ? query.person === undefined || (asked !== 0 && !team.some((p) => p.id === asked))
        ? self
        : asked === 0
          ? undefined
          : asked
      : self
  const at = now()
  const count = (standing: Standing) => countTodos(me, { standing, person })
  const list = (standing: Standing) => listTodos(me, { standing, person, size: SHOWN }).rows
  const [overdue, due, soon] = [list('overdue'), list('today'), list('soon')]
  const who = person === undefined ? '' : `&person=${person}`
  const owner = person === undefined ? '' : `&owner=${person}`
  const reading = can(me.actor, 'customer.read') ? grant(me.actor, 'customer.read') : undefined
  const none = reading ? countCustomers(reading, { next: 'none', owner: person }) : 0
  const latest = reading ? listCustomers(reading, { owner: person, size: 20 }).rows.slice(0, SHOWN) : []
  const first = count('overdue') + count('today')
  return (
    <>
      <PageHeader
        title={`${greeting(at)}，${'name' in me.actor ? me.actor.name : ''}`}
        sub={`${dateWords()}${first > 0 ? ` · 今天要做 ${first} 件事` : ' · 今天没有到期的事'}`}
      >
        {can(me.actor, 'customer.create') && <LinkButton href="/customers/new">新增客户</LinkButton>}
      </PageHeader>
      {team.length > 1 && (
        <Filters
          place={{ path: '/', query }}
          filters={[
            {
              kind: 'select',
              name: 'person',
              label: '人员',
              all: '我',
              options: [{ value: 0, label: '整个团队' }, ...team.filter((p) => p.id !== self).map((p) => ({ value: p.id, label: p.name }))],
            },
          ]}
        />
      )}
      <div id="list">
        <Figures
          figures={[
            { label: '逾期', value: count('overdue'), href: `/todos?show=overdue${who}`, tone: count('overdue') > 0 ? 'bad' : undefined },
            { label: '今天', value: count('today'), href: `/todos?show=today${who}` },
            { label: '未来 7 天', value: count('soon'), href: `/todos?show=soon${who}` },
            { label: '没有下一步的客户', value: none, href: `/customers?next=none${owner}` },
          ]}
        />
        <div className="cols">
          <div>
            {overdue.length > 0 && (
              <Section title="逾期" sub={`最久 ${longest(overdue, at)}`}>
                <TodoItems todos={overdue} at={at} back="/" move={move} withPerson={person !== self} />
                <More shown={overdue.length} total={count('overdue')} href={`/todos?show=overdue${who}`} />
              </Section>
            )}
            <Section title="今天">
              {due.length > 0 ? (
                <TodoItems todos={due} at={at} back="/" move={move} withPerson={person !== self} />
              ) : (
                <EmptyState
                  title="今天没有到期的待办"
                  text={overdue.length > 0 ? '先处理上面逾期的几项。' : '可以看看未来 7 天，或联系没有下一步的客户。'}
                />
              )}
              <More shown={due.length} total={count('today')} href={`/todos?show=today${who}`} />
            </Section>
            {soon.length > 0 && (
              <Section title="未来 7 天">
                <TodoItems todos={soon} at={at} back="/" move={move} withPerson={person !== self} />
                <More shown={soon.length} total={count('soon')} href={`/todos?show=soon${who}`} />
              </Section>
            )}
          </div>
          <div>
            <Section
              title={person === self ? '我最近的客户' : '最近的客户'}
              sub={latest.length > 0 ? <a href={`/customers?sort=newest${owner}`}>全部</a> : undefined}
            >
              {latest.length > 0 ? (
                <TodoList
                  items={latest.map((c) => ({
                    id: c.id,
                    when: c.createdOn,
                    title: c.name,
                    href: `/customers/${c.id}`,
                    note: c.nextDueAt === null ? '没有下一步' : c.number,
                  }))}
                />
              ) : (
                <EmptyState
                  title="还没有客户"
                  text="把现有的客户表导入，或新增第一位客户。"
                  deed={can(me.actor, 'import.create') ? { href: '/imports/new', label: '导入客户表' } : undefined}
                />
              )}
            </Section>
          </div>
        </div>
      </div>
      <Done word={done} />
    </>
  )
}

function More({ shown, total, href }: { shown: number; total: number; href: string }) {
  if (total <= shown) return null
  return (
    <p>
      <a href={href}>{`查看全部 ${total.toLocaleString('en-US')} 项`}</a>
    </p>
  )
}

function longest([first]: { dueAt: number | null }[], at: number) {
  const days = daysBetween(dayOf(first?.dueAt ?? at), dayOf(at))
  return days > 0 ? `${days} 天` : '不到 1 天'
}

function greeting(at: number) {
  const hour = Number(timeOf(at).slice(0, 2))
  return hour < 6 ? '夜深了' : hour < 11 ? '早上好' : hour < 13 ? '中午好' : hour < 18 ? '下午好' : '晚上好'
}

function dateWords() {
  const day = today()
  return `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日 星期${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]}`
}
