import type { listRisks } from '#lib/analysis/list'
import { reasonWords } from '#lib/analysis/words'
import { levelLabels } from '#lib/customers/model'
import { formatFen } from '#lib/kernel/money'
import { dayOf } from '#lib/kernel/time'
import { DataTable } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'
import type { Place } from '../ui/place.tsx'

type Row = ReturnType<typeof listRisks>['rows'][number]
type Props = { rows: Row[]; place: Place; sort: { key: string; dir: 'asc' | 'desc' }; empty: Empty; explains: boolean }

/** Customers at risk, each with its reasons and points; `explains`: whoever may see labels is led to the facts behind them. */
export const RiskTable = ({ rows, place, sort, empty, explains }: Props) => (
  <DataTable
    caption="流失风险客户"
    place={place}
    sort={sort}
    empty={empty}
    columns={[
      { key: 'name', label: '客户名称', name: true },
      { key: 'level', label: '等级', extra: true },
      { key: 'points', label: '风险分', num: true, sort: true, tag: true },
      { key: 'reasons', label: '原因', wrap: true },
      { key: 'amount', label: '涉及金额（元）', num: true, sort: true, tag: true, title: '近 12 个月与前 12 个月合作金额中较高的一个' },
      { key: 'owner', label: '负责人', tag: true },
      { key: 'contact', label: '最近跟进', tag: true },
      { key: 'since', label: '进入日期', extra: true },
    ]}
    rows={rows.map((row) => ({ id: row.id, label: row.name, cells: cellsOf(row, explains) }))}
  />
)

const cellsOf = ({ id, name, number, level, points, reasons, amountFen, owner, lastContactAt, since, demo }: Row, explains: boolean) => ({
  name: [{ text: name, href: `/customers/${id}`, weak: number }, ...(demo ? [{ text: '示例', badge: 'plain' as const }] : [])],
  level: levelLabels[level],
  points: explains ? { text: points, href: `/customers/${id}/tiers` } : points,
  reasons: reasonWords(reasons),
  amount: formatFen(amountFen),
  owner: owner ?? '-',
  contact: lastContactAt === null ? '从未跟进' : dayOf(lastContactAt),
  since,
})
