import { dayOf } from '#lib/kernel/time'
import { ideaStatusLabels, sourceLabels } from '#lib/suggestions/labels'
import type { Listed } from '#lib/suggestions/list'
import { toldWords } from '#lib/suggestions/words'
import { type Column, DataTable, type RichCell } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'
import type { Place } from '../ui/place.tsx'
import { statusTones } from './tones.tsx'

export const BULK = 'bulk-suggestions'

type Props = {
  rows: Listed[]
  place: Place
  dir: 'asc' | 'desc'
  empty: Empty
  /** What has been put with an idea shows which, and how far it is. */
  grouped: boolean
  may: { sort: boolean; readCustomers: boolean; readTickets: boolean }
}

const columnsFor = (grouped: boolean): Column[] => [
  { key: 'text', label: '建议内容', name: true, wrap: true },
  { key: 'customer', label: '客户名称' },
  { key: 'source', label: '来源', tag: true },
  ...(grouped ? [{ key: 'idea', label: '改进事项' }] : []),
  { key: 'newest', label: '提出日期', sort: true },
  { key: 'by', label: '登记人', extra: true },
]

/** Suggestions as they were put, by whom, and from where. */
export function SuggestionTable({ rows, place, dir, empty, grouped, may }: Props) {
  return (
    <DataTable
      caption="建议"
      columns={columnsFor(grouped)}
      place={place}
      sort={{ key: 'newest', dir }}
      bulk={may.sort ? BULK : undefined}
      empty={empty}
      rows={rows.map((s) => ({
        id: s.id,
        label: s.text.slice(0, 30),
        tone: s.dropped ? 'weak' : undefined,
        locked: s.todoStatus !== null,
        cells: {
          text: { text: s.text, clamp: true },
          customer: { text: s.customer, href: may.readCustomers ? `/customers/${s.customerId}` : undefined, weak: s.customerNumber },
          source: sourceCell(s, may.readTickets),
          idea: ideaCell(s),
          newest: { text: dayOf(s.createdAt), time: new Date(s.createdAt).toISOString() },
          by: s.by ?? '系统',
        },
      }))}
    />
  )
}

export function sourceCell(s: Pick<Listed, 'source' | 'ticketId' | 'ticket'>, readTickets: boolean): RichCell {
  if (s.ticketId === null) return { text: sourceLabels[s.source] }
  return { text: sourceLabels[s.source], weak: s.ticket ?? undefined, href: readTickets ? `/tickets/${s.ticketId}` : undefined }
}

function ideaCell(s: Listed): RichCell | RichCell[] {
  if (s.dropped) return { text: '不是建议', badge: 'plain' }
  if (s.ideaId === null || s.ideaStatus === null) return { text: '待整理', badge: 'warn' }
  return [
    { text: s.idea ?? '', href: `/suggestions/ideas/${s.ideaId}` },
    { text: [ideaStatusLabels[s.ideaStatus], toldWords(s)].filter(Boolean).join(' · '), badge: statusTones[s.ideaStatus] },
  ]
}
