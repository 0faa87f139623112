import { DataTable } from '#components/ui/data-table'
import { verdictLabels } from '#lib/imports/labels'
import type { JudgedRow } from '#lib/imports/queries-records'
import { verdictTones } from './preview-table.tsx'

/** Which records stay outside and why; what they say stands in the download alone. */
export function KeptOutTable({ rows }: { rows: JudgedRow[] }) {
  return (
    <DataTable
      caption="未通过的记录"
      columns={[
        { key: 'record', label: '记录号', num: true, name: true, title: '表格中的第几行记录，列名是第 1 行' },
        { key: 'line', label: '行号', num: true, tag: true, title: '文件中的行' },
        { key: 'verdict', label: '结果' },
        { key: 'column', label: '列', tag: true },
        { key: 'reason', label: '原因', wrap: true },
      ]}
      rows={rows.map(({ record, line, verdict, reasons }) => ({
        id: record,
        cells: {
          record,
          line,
          verdict: verdict && { text: verdictLabels[verdict], badge: verdictTones[verdict] },
          column: (reasons ?? []).map(({ label }) => label).join('、'),
          reason: (reasons ?? []).map(({ reason }) => reason).join('；'),
        },
      }))}
      empty={{ title: '没有未通过的记录' }}
    />
  )
}
