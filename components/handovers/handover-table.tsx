import { stateLabels, stateOf } from '#lib/handovers/model'
import type { listHandovers } from '#lib/handovers/queries'
import { dayOf, timeOf } from '#lib/kernel/time'
import { type Column, DataTable, type Row } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'

type Found = ReturnType<typeof listHandovers>['rows'][number]

const columns: Column[] = [
  { key: 'people', label: '移交人 → 接收人', name: true },
  { key: 'customers', label: '客户', num: true, tag: true },
  { key: 'todos', label: '待办', num: true, tag: true },
  { key: 'state', label: '确认' },
  { key: 'reason', label: '原因', extra: true },
  { key: 'by', label: '经办人', extra: true },
  { key: 'at', label: '移交时间', tag: true },
]

/** Hand-overs, newest first, with what is left to confirm of each. */
export function HandoverTable({ rows, empty }: { rows: Found[]; empty: Empty }) {
  return <DataTable caption="交接书" columns={columns} rows={rows.map(rowOf)} empty={empty} />
}

function rowOf(found: Found): Row {
  const { id, from, to, customers, todos, open, lines, reason, by, at, leaveId } = found
  const state = stateOf(found)
  return {
    id,
    tone: state === 'undone' ? 'weak' : undefined,
    cells: {
      people: [
        { text: `${from ?? '无负责人'} → ${to ?? ''}`, href: `/handovers/${id}` },
        ...(leaveId ? [{ text: '离职', badge: 'plain' as const }] : []),
      ],
      customers,
      todos,
      state:
        state === 'open'
          ? { text: `${open} / ${lines} 项待确认`, badge: 'warn' }
          : { text: stateLabels[state], badge: state === 'done' ? 'good' : 'plain' },
      reason,
      by: by ?? '系统',
      at: { text: `${dayOf(at)} ${timeOf(at)}`, time: new Date(at).toISOString() },
    },
  }
}
