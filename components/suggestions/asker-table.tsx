import { dayOf } from '#lib/kernel/time'
import { askerLabels, sourceLabels } from '#lib/suggestions/labels'
import type { listAskers } from '#lib/suggestions/sums'
import { type Column, DataTable } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'
import { askerTones } from './tones.tsx'

type Row = ReturnType<typeof listAskers>['rows'][number]
type Props = {
  rows: Row[]
  empty: Empty
  /** Of several ideas, each line says of which. */
  withIdea?: boolean
  /** Whether there is anything to tell yet. */
  tells: boolean
  may: { readCustomers: boolean; readTickets: boolean; todo: (a: Row) => boolean }
}

const columnsFor = ({ withIdea, tells }: Pick<Props, 'withIdea' | 'tells'>): Column[] => [
  { key: 'customer', label: '客户名称', name: true, wrap: true },
  ...(withIdea ? [{ key: 'idea', label: '改进事项', wrap: true }] : []),
  { key: 'text', label: '客户原话', wrap: true },
  { key: 'source', label: '来源', tag: true },
  { key: 'owner', label: '客户负责人', tag: true },
  ...(tells ? [{ key: 'state', label: '告知' }] : []),
]

/** The customers that asked, each once an idea, in their own words. */
export function AskerTable({ rows, empty, withIdea, tells, may }: Props) {
  return (
    <DataTable
      caption="提出的客户"
      columns={columnsFor({ withIdea, tells })}
      empty={empty}
      rows={rows.map((a) => ({
        id: `${a.ideaId}-${a.customerId}`,
        cells: {
          customer: { text: a.customer, title: a.customerNumber, href: may.readCustomers ? `/customers/${a.customerId}` : undefined },
          idea: { text: a.idea, href: `/suggestions/ideas/${a.ideaId}` },
          text: { text: a.text, clamp: true, weak: a.times > 1 ? `提过 ${a.times} 次` : undefined },
          source: {
            text: sourceLabels[a.source],
            weak: dayOf(a.createdAt),
            href: a.ticketId !== null && may.readTickets ? `/tickets/${a.ticketId}` : undefined,
          },
          owner: a.owner ?? '-',
          state: {
            text: askerLabels[a.state],
            badge: askerTones[a.state],
            href: a.todoId !== null && may.todo(a) ? `/todos/${a.todoId}` : undefined,
            weak:
              a.state === 'told' && a.doneAt !== null ? dayOf(a.doneAt) : (a.assignee ?? (a.state === 'waiting' ? '无人负责' : undefined)),
          },
        },
      }))}
    />
  )
}
