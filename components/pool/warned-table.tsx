import { levelLabels } from '#lib/customers/model'
import { dayOf, daysBetween } from '#lib/kernel/time'
import type { listWarned } from '#lib/pool/list'
import { DataTable, type RichCell } from '../ui/data-table.tsx'

type Warned = ReturnType<typeof listWarned>['rows'][number]

/** Customers whose owner was warned, the nearest day first: what keeps one is a follow-up. */
export function WarnedTable({ rows, day }: { rows: Warned[]; day: string }) {
  return (
    <DataTable
      caption="即将回收的客户"
      columns={[
        { key: 'name', label: '客户名称', name: true },
        { key: 'owner', label: '负责人', tag: true },
        { key: 'level', label: '等级', extra: true },
        { key: 'silent', label: '没有联系', tag: true },
        { key: 'acts', label: '回收日期' },
        { key: 'deed', label: '操作' },
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        cells: {
          name: { text: row.name, href: `/customers/${row.id}`, weak: row.number },
          owner: row.owner ?? '-',
          level: levelLabels[row.level],
          silent: `${daysBetween(dayOf(row.silentSince), day)} 天`,
          acts: actsOf(row, day),
          deed: { text: '新增跟进', href: `/customers/${row.id}/follow-up` },
        },
      }))}
      empty={{ title: '没有即将回收的客户', text: '客户长时间没有联系时，会提前几天在这里预警。' }}
    />
  )
}

function actsOf({ does, actsOn }: Warned, day: string): RichCell {
  if (does === 'keep' || does === 'warn') return { text: '已联系，不回收', badge: 'good' }
  const left = daysBetween(day, actsOn)
  return { text: actsOn, weak: left > 0 ? `${left} 天后` : '今晚', tone: left > 1 ? 'warn' : 'bad' }
}
