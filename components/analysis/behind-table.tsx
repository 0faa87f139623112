import type { listBehind } from '#lib/analysis/queries-rows'
import { levelLabels } from '#lib/customers/model'
import { industryLabel } from '#lib/industries/model'
import { formatFen } from '#lib/kernel/money'
import { dayOf } from '#lib/kernel/time'
import { DataTable } from '../ui/data-table.tsx'

type Row = ReturnType<typeof listBehind>[number]

/** The customers behind a figure. */
export const BehindTable = ({ rows }: { rows: Row[] }) => (
  <DataTable
    caption="客户"
    empty={{ title: '这个数字背后没有可以列出的客户', deed: { href: '/analysis', label: '回到客户分析' } }}
    columns={[
      { key: 'name', label: '客户名称', name: true },
      { key: 'level', label: '等级', tag: true },
      { key: 'industry', label: '所属行业', extra: true },
      { key: 'owner', label: '负责人', tag: true },
      { key: 'fen', label: '近 12 个月金额（元）', num: true, tag: true },
      { key: 'before', label: '前 12 个月金额（元）', num: true, extra: true },
      { key: 'last', label: '最近购买', tag: true },
      { key: 'contact', label: '最近跟进', extra: true },
    ]}
    rows={rows.map((row) => ({ id: row.id, label: row.name, cells: cellsOf(row) }))}
  />
)

const cellsOf = ({ id, name, number, level, industry, owner, fen, beforeFen, lastOn, lastContactAt, demo }: Row) => ({
  name: [{ text: name, href: `/customers/${id}`, weak: number }, ...(demo ? [{ text: '示例', badge: 'plain' as const }] : [])],
  level: levelLabels[level],
  industry: industry ? industryLabel(industry).replace(/^.*?-/, '') : '-',
  owner: owner ?? '-',
  fen: formatFen(fen),
  before: formatFen(beforeFen),
  last: lastOn ?? '-',
  contact: lastContactAt === null ? '-' : dayOf(lastContactAt),
})
