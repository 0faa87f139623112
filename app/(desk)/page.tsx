import { Done } from '#components/done'
import { MyTickets } from '#components/tickets/my-tickets'
import { LinkButton } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { Figures } from '#components/ui/figures'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Still } from '#components/ui/still'
import { DueSection } from '#components/workbench/due-section'
import { LatestCustomers } from '#components/workbench/latest-customers'
import { countCustomers, listCustomers } from '#lib/customers/list'
import type { Standing } from '#lib/followups/model'
import { can, type Grant, grant, idOf } from '#lib/kernel/grant'
import { dateWords, dayOf, daysBetween, greeting, now } from '#lib/kernel/time'
import { listMine } from '#lib/tickets/queries-mine'
import { countTodos, listTodos } from '#lib/todos/list'
import { listReached } from '#lib/users/queries'
import { allow } from '../_web/allow.ts'
import { keepPage } from '../_web/keep.ts'
import { type SearchParams, wholeIn } from '../_web/query.ts'
import { move } from './todos/actions.ts'

export const metadata = { title: '工作台' }

const SHOWN = 8
const TEAM = 0

export default async function WorkbenchPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('todo.read')
  await keepPage()
  const { done, ...query } = await searchParams
  const team = listReached(me)
  const self = idOf(me.actor)
  const asked = wholeIn(query.person)
  const idle = asked === undefined && team.length > 1 && isIdle(me, self)
  const person = personOf(idle ? TEAM : asked, team, self)
  const at = now()
  const may = { read: can(me.actor, 'customer.read'), follow: can(me.actor, 'followUp.create') }
  const due = (standing: Standing) => listTodos(me, { standing, person, size: SHOWN })
  const [overdue, today, soon] = [due('overdue'), due('today'), due('soon')]
  const [who, owner] = person === undefined ? ['', ''] : [`&person=${person}`, `&owner=${person}`]
  const reading = may.read ? grant(me.actor, 'customer.read') : undefined
  const shared = { at, move, may, withPerson: person !== self }
  const href = (show: Standing) => `/todos?show=${show}${who}`
  return (
    <Still>
      <PageHeader
        title={`${greeting(at)}，${'name' in me.actor ? me.actor.name : ''}`}
        sub={`${dateWords(at)} · ${dutyWords(overdue.total + today.total)}`}
      >
        {can(me.actor, 'customer.create') && <LinkButton href="/customers/new">新增客户</LinkButton>}
      </PageHeader>
      {team.length > 1 && (
        <Filters
          place={{ path: '/', query }}
          filters={[{ kind: 'select', name: 'person', label: '人员', ...peopleOf(team, self, idle) }]}
        />
      )}
      <div id="list">
        <Figures
          figures={[
            { label: '逾期', value: overdue.total, href: href('overdue'), tone: overdue.total > 0 ? 'bad' : undefined },
            { label: '今天', value: today.total, href: href('today') },
            { label: '未来 7 天', value: soon.total, href: href('soon') },
            ...(reading
              ? [
                  {
                    label: '没有下一步的客户',
                    value: countCustomers(reading, { next: 'none', owner: person }),
                    href: `/customers?next=none${owner}`,
                  },
                ]
              : []),
          ]}
        />
        <div className="cols">
          <div>
            <DueSection {...shared} title="逾期" sub={`最久 ${longest(overdue.rows, at)}`} found={overdue} href={href('overdue')} />
            <DueSection {...shared} title="今天" found={today} href={href('today')}>
              <EmptyState
                title="今天没有到期的待办"
                text={overdue.total > 0 ? '先处理上面逾期的几项。' : '可以看看未来 7 天，或联系没有下一步的客户。'}
              />
            </DueSection>
            <DueSection {...shared} title="未来 7 天" found={soon} href={href('soon')} />
          </div>
          <div>
            {person === self && can(me.actor, 'ticket.read') && (
              <MyTickets found={listMine(grant(me.actor, 'ticket.read'), SHOWN)} at={at} userId={self} />
            )}
            {reading && (
              <LatestCustomers
                title={person === self ? '我最近的客户' : '最近的客户'}
                customers={listCustomers(reading, { owner: person, size: SHOWN }).rows}
                href={`/customers?sort=newest${owner}`}
                at={at}
                others={person === self && team.length > 1}
                mayCreate={can(me.actor, 'customer.create')}
                mayImport={can(me.actor, 'import.create')}
              />
            )}
          </div>
        </div>
      </div>
      <Done word={done} />
    </Still>
  )
}

type Team = { id: number; name: string }[]

/** Whose workbench is asked for: one's own, somebody's of the team, or (undefined) everybody's. */
function personOf(asked: number | undefined, team: Team, self: number) {
  if (team.length <= 1 || asked === undefined) return self
  if (asked === TEAM) return undefined
  return team.some(({ id }) => id === asked) ? asked : self
}

/** Nothing is due to this person and no customer waits: whoever leads others begins with them. */
const isIdle = (me: Grant<'todo.read'>, self: number) =>
  countTodos(me, { person: self }, 1) === 0 &&
  (!can(me.actor, 'customer.read') || countCustomers(grant(me.actor, 'customer.read'), { next: 'none', owner: self }) === 0)

function peopleOf(team: Team, self: number, isIdle: boolean) {
  const others = team.filter(({ id }) => id !== self).map(({ id, name }) => ({ value: id, label: name }))
  return isIdle
    ? { all: '整个团队', options: [{ value: self, label: '我' }, ...others] }
    : { all: '我', options: [{ value: TEAM, label: '整个团队' }, ...others] }
}

const dutyWords = (count: number) => (count > 0 ? `今天要做 ${count} 件事` : '今天没有到期的事')

function longest([first]: { dueAt: number | null }[], at: number) {
  const days = daysBetween(dayOf(first?.dueAt ?? at), dayOf(at))
  return days > 0 ? `${days} 天` : '不到 1 天'
}
