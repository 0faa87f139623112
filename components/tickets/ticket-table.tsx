import { kindLabels, statusLabels } from '#lib/tickets/labels'
import type { listTickets } from '#lib/tickets/list'
import { lightOf, whenWords } from '#lib/tickets/words'
import type { Tone } from '../ui/badge.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'
import type { Place } from '../ui/place.tsx'

type Row = ReturnType<typeof listTickets>['rows'][number]
type Props = { rows: Row[]; place: Place; sort?: { key: string; dir: 'asc' | 'desc' }; at: number; empty: Empty; readsCustomers: boolean }

export const urgencyTones = { high: 'bad', middle: 'plain', low: 'plain' } as const satisfies Record<Row['urgency'], Tone>
export const statusTones: Record<Row['status'], Tone> = {
  unassigned: 'warn',
  unreceived: 'warn',
  unanswered: 'accent',
  working: 'accent',
  waiting: 'plain',
  revisit: 'accent',
  closed: 'good',
  void: 'plain',
}
const urgencyWords = { high: '高', middle: '中', low: '低' }

const columns: Column[] = [
  { key: 'newest', label: '工单编号', name: true, sort: true },
  { key: 'customer', label: '客户名称' },
  { key: 'type', label: '投诉类型' },
  { key: 'urgency', label: '紧急程度', tag: true },
  { key: 'description', label: '问题描述', wrap: true, roomy: true, extra: true },
  { key: 'status', label: '工单状态' },
  { key: 'due', label: '时限', sort: true },
  { key: 'handler', label: '处理人', tag: true },
  { key: 'created', label: '受理时间', extra: true },
]

/** Tickets as a list shows them: where each stands, in whose hands, and how its clock runs. */
export function TicketTable({ rows, place, sort, at, empty, readsCustomers }: Props) {
  return (
    <DataTable
      caption="工单"
      columns={columns}
      place={place}
      sort={sort}
      empty={empty}
      rows={rows.map((t) => ({ id: t.id, tone: t.status === 'void' ? 'weak' : undefined, cells: cellsOf(t, at, readsCustomers) }))}
    />
  )
}

function cellsOf(t: Row, at: number, readsCustomers: boolean) {
  const light = lightOf(t, at)
  return {
    newest: [{ text: t.number, href: `/tickets/${t.id}` }, ...(t.repeatOfId ? [{ text: '重复投诉', badge: 'warn' as const }] : [])],
    customer: { text: t.customer, href: readsCustomers ? `/customers/${t.customerId}` : undefined },
    type: { text: t.type ?? kindLabels[t.kind], weak: t.kind === 'complaint' ? t.detail || undefined : kindLabels[t.kind] },
    urgency: { text: urgencyWords[t.urgency], badge: urgencyTones[t.urgency] },
    description: { text: t.description, clamp: true },
    status: { text: statusLabels[t.status], badge: statusTones[t.status] },
    due: light
      ? light.tone === 'plain'
        ? light.text
        : { text: light.text, badge: light.tone }
      : t.status === 'waiting'
        ? '暂停计时'
        : '-',
    handler: t.handler ? { text: t.handler, weak: t.department ?? undefined } : t.department ? { text: '待领取', weak: t.department } : '-',
    created: { text: whenWords(t.createdAt, at), time: new Date(t.createdAt).toISOString() },
  }
}
