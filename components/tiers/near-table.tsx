import type { nearOf } from '#lib/tiers/why'
import { DataTable } from '../ui/data-table.tsx'
import { evidenceText } from './evidence.ts'

/** The labels somebody does not have, and how little is missing where it is little. */
export function NearTable({ customerId, rows }: { customerId: number; rows: ReturnType<typeof nearOf> }) {
  return (
    <DataTable
      caption="其他标签"
      columns={[
        { key: 'name', label: '分层标签', name: true },
        { key: 'rule', label: '规则', wrap: true },
        { key: 'figures', label: '客户现在', wrap: true },
        { key: 'gap', label: '还差' },
        { key: 'why', label: '数据' },
      ]}
      rows={rows.map(({ tier, text, holds, gap, figures }) => ({
        id: tier.id,
        cells: {
          name: { text: tier.name, badge: tier.tone },
          rule: text,
          figures: evidenceText(figures) || '-',
          gap: holds ? { text: '已满足，待下次计算', badge: 'good' } : gap ? { text: gap, badge: 'accent' } : '-',
          why: { text: '查看', href: `/customers/${customerId}/tiers?tier=${tier.id}#tier-${tier.id}` },
        },
      }))}
      empty={{ title: '没有其他标签' }}
    />
  )
}
