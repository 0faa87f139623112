import { type MergeRow, mayUndo, undoDaysLeft } from '#lib/duplicates/model'
import { dayOf, timeOf } from '#lib/kernel/time'
import { type Column, DataTable, type Row } from '../ui/data-table.tsx'
import type { FormAction } from '../ui/form.tsx'
import { UndoButton } from './undo-button.tsx'

type Props = { rows: MergeRow[]; at: number; undo: FormAction }

/** What was merged, by whom, and the way back while there is one. */
export function MergeTable({ rows, at, undo }: Props) {
  return (
    <DataTable
      caption="合并记录"
      columns={columns}
      rows={rows.map((row) => rowOf(row, at, undo))}
      empty={{
        title: '还没有合并过客户',
        text: '合并后 30 天内可以在这里撤销。',
        deed: { href: '/customers/duplicates', label: '查看疑似重复' },
      }}
    />
  )
}

const columns: Column[] = [
  { key: 'loser', label: '被并入的客户', name: true, wrap: true },
  { key: 'winner', label: '保留的档案', tag: true },
  { key: 'by', label: '合并人', tag: true },
  { key: 'at', label: '合并时间', tag: true },
  { key: 'undo', label: '操作' },
]

const rowOf = (row: MergeRow, at: number, undo: FormAction): Row => ({
  id: row.id,
  cells: {
    loser: { text: row.loserName, weak: row.loserNumber },
    winner: { text: `${row.winnerName} ${row.winnerNumber}`, href: `/customers/${row.winnerId}` },
    by: row.mergedBy,
    at: { text: `${dayOf(row.mergedAt)} ${timeOf(row.mergedAt)}`, time: new Date(row.mergedAt).toISOString() },
    undo: mayUndo(row, at) ? (
      <>
        <UndoButton merge={row} undo={undo} />
        <small>{`剩余 ${undoDaysLeft(row, at)} 天`}</small>
      </>
    ) : (
      <small>{row.undoneAt === null ? '已超过 30 天' : '已撤销'}</small>
    ),
  },
})
