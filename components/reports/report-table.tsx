import { dayOf, timeOf } from '#lib/kernel/time'
import { reportStatusLabels } from '#lib/reports/model'
import type { listReports } from '#lib/reports/queries'
import type { Tone } from '../ui/badge.tsx'
import { DataTable } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'

type Row = ReturnType<typeof listReports>['rows'][number]

const tones: Record<Row['status'], Tone> = { waiting: 'accent', done: 'good', failed: 'bad' }

/** Monthly reports as a list, each edition a line. */
export function ReportTable({ rows, empty }: { rows: Row[]; empty: Empty }) {
  return (
    <DataTable
      caption="月度报告"
      empty={empty}
      columns={[
        { key: 'month', label: '月份', name: true },
        { key: 'edition', label: '版次', tag: true },
        { key: 'status', label: '状态' },
        { key: 'made', label: '生成时间', tag: true },
        { key: 'by', label: '生成人', tag: true },
        { key: 'size', label: '大小', num: true, extra: true },
        { key: 'downloads', label: '下载次数', num: true, tag: true },
      ]}
      rows={rows.map((row) => ({ id: row.id, cells: cellsOf(row) }))}
    />
  )
}

const cellsOf = ({ id, month, edition, status, madeAt, scheduled, by, pdfBytes, downloads, note }: Row) => ({
  month: status === 'done' ? { text: month, href: `/reports/${id}` } : month,
  edition: `第 ${edition} 版`,
  status: { text: reportStatusLabels[status], badge: tones[status], title: note || undefined },
  made: madeAt === null ? '-' : `${dayOf(madeAt)} ${timeOf(madeAt)}`,
  by: scheduled ? '自动生成' : (by ?? '-'),
  size: pdfBytes === 0 ? '-' : `${Math.ceil(pdfBytes / 1024).toLocaleString('en-US')} KB`,
  downloads,
})
