import { dayOf, timeOf } from '#lib/kernel/time'
import { type Erasure, heldUntil } from '#lib/persons/model'
import { DataTable } from '../ui/data-table.tsx'

const columns = [
  { key: 'id', label: '证明', name: true },
  { key: 'at', label: '删除时间' },
  { key: 'number', label: '客户编号' },
  { key: 'actor', label: '办理人', tag: true },
  { key: 'reason', label: '原因', wrap: true },
  { key: 'until', label: '备份保留到', tag: true },
]

/** Whom nobody can name any more: the deeds alone. */
export function ErasureTable({ rows }: { rows: Erasure[] }) {
  return (
    <DataTable
      caption="已删除的个人信息"
      columns={columns}
      rows={rows.map(({ id, at, records, actor, reason }) => ({
        id,
        cells: {
          id: { text: `第 ${id} 号`, href: `/settings/persons/erasures/${id}` },
          at: { text: `${dayOf(at)} ${timeOf(at)}`, time: new Date(at).toISOString() },
          number: [...new Set(records.map((one) => one.number))].join('、'),
          actor,
          reason,
          until: heldUntil(at),
        },
      }))}
      empty={{ title: '还没有删除过个人信息', text: '先查找联系人，再在所选信息的页面里办理删除' }}
    />
  )
}
