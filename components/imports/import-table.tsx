import { DataTable, type Row } from '#components/ui/data-table'
import type { Target } from '#lib/imports/aliases'
import { type Status, statusLabels, targetLabels } from '#lib/imports/labels'
import { dayOf, timeOf } from '#lib/kernel/time'

export type ImportLine = {
  id: number
  target: Target
  fileName: string
  status: Status
  total: number
  imported: number
  refused: number
  duplicate: number
  createdAt: number
  by: string
}

const tones = { done: 'good', failed: 'bad', cancelled: 'warn', running: 'accent', checking: 'accent' } as const

export function ImportTable({ rows, filtered }: { rows: ImportLine[]; filtered: boolean }) {
  const empty = filtered
    ? { title: '没有符合条件的导入', text: '换一个内容或状态再看。', deed: { href: '/imports', label: '查看全部' } }
    : {
        title: '还没有导入过表格',
        text: '客户、跟进记录和购买记录都可以从 Excel 或 CSV 导入。',
        deed: { href: '/imports/new', label: '导入表格' },
      }
  return (
    <DataTable
      caption="导入"
      columns={[
        { key: 'file', label: '文件', name: true },
        { key: 'target', label: '内容' },
        { key: 'status', label: '状态' },
        { key: 'total', label: '记录', num: true, tag: true },
        { key: 'imported', label: '已导入', num: true, tag: true },
        { key: 'refused', label: '不合格', num: true, tag: true },
        { key: 'duplicate', label: '重复', num: true, tag: true },
        { key: 'by', label: '导入人', tag: true },
        { key: 'at', label: '上传时间', tag: true },
      ]}
      rows={rows.map(lineOf)}
      empty={empty}
    />
  )
}

function lineOf({ id, fileName, target, status, createdAt, ...counts }: ImportLine): Row {
  const badge = status in tones ? tones[status as keyof typeof tones] : 'plain'
  const at = `${dayOf(createdAt)} ${timeOf(createdAt)}`
  return {
    id,
    cells: {
      ...counts,
      file: { text: fileName, href: `/imports/${id}` },
      target: targetLabels[target],
      status: { text: statusLabels[status], badge },
      at: { text: at, time: new Date(createdAt).toISOString() },
    },
  }
}
