import { dayOf, timeOf } from '#lib/kernel/time'
import { DataTable } from '../ui/data-table.tsx'

type Row = { id: number; name: string; format: 'pdf' | 'xlsx'; at: number }

/** Who took a report away, and when. */
export function DownloadTable({ rows }: { rows: Row[] }) {
  return (
    <DataTable
      caption="下载记录"
      empty={{ title: '还没有人下载' }}
      columns={[
        { key: 'name', label: '下载人', name: true },
        { key: 'at', label: '下载时间' },
        { key: 'format', label: '格式', tag: true },
      ]}
      rows={rows.map(({ id, name, format, at }) => ({
        id,
        cells: { name, at: `${dayOf(at)} ${timeOf(at)}`, format: format === 'pdf' ? 'PDF' : 'Excel' },
      }))}
    />
  )
}
