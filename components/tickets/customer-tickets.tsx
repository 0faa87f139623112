import { kindLabels, statusLabels } from '#lib/tickets/labels'
import type { listCustomerTickets } from '#lib/tickets/queries-of-customer'
import { lightOf, whenWords } from '#lib/tickets/words'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'

type Row = ReturnType<typeof listCustomerTickets>['rows'][number]
type Brief = Pick<Row, 'id' | 'number' | 'kind' | 'type' | 'status' | 'description' | 'createdAt' | 'dueAt' | 'warnAt'> & {
  score: number | null
}
type Props = { customerId: number; rows: Row[]; total: number; at: number; mayAdd: boolean }

/** A customer's tickets on the archive: the latest, how many there are, and the way to one more. */
export function CustomerTickets({ customerId, rows, total, at, mayAdd }: Props) {
  return (
    <Section
      id="tickets"
      title="工单"
      sub={total > rows.length ? <a href={`/tickets?customer=${customerId}`}>{`全部 ${total} 张`}</a> : undefined}
      deeds={mayAdd && <a href={`/tickets/new?customer=${customerId}`}>新建工单</a>}
    >
      {rows.length === 0 ? <p className="none">还没有工单</p> : <TicketLines tickets={rows} at={at} />}
    </Section>
  )
}

/** What is still open with this customer, said before one more is taken down. */
export function OpenTickets({ tickets, at }: { tickets: Brief[]; at: number }) {
  if (tickets.length === 0) return null
  return (
    <Notice tone="warn" title={`这位客户有 ${tickets.length} 张未关闭的工单，先看看是不是同一件事`}>
      <TicketLines tickets={tickets} at={at} />
    </Notice>
  )
}

/** Tickets one a line: when, about what, where it stands. */
export function TicketLines({
  tickets,
  at,
  withCustomer,
}: {
  tickets: (Brief & { customer?: string })[]
  at: number
  withCustomer?: boolean
}) {
  return (
    <TodoList
      items={tickets.map((t) => {
        const light = lightOf(t, at)
        const about = [t.type ?? kindLabels[t.kind], withCustomer && t.customer].filter(Boolean).join(' · ')
        return {
          id: t.id,
          when: withCustomer && light ? light.text : whenWords(t.createdAt, at),
          datetime: new Date(withCustomer && light ? (t.dueAt ?? t.createdAt) : t.createdAt).toISOString(),
          late: light?.tone === 'bad',
          title: about,
          href: `/tickets/${t.id}`,
          note: [
            statusLabels[t.status],
            !withCustomer && light?.tone !== 'plain' && light?.text,
            t.score !== null && `${t.score} 分`,
            t.number,
            t.description,
          ]
            .filter(Boolean)
            .join(' · '),
        }
      })}
    />
  )
}
