import type { Counts, RunTier } from '#lib/tiers/model'
import { DataTable } from '../ui/data-table.tsx'

/** A run by label: how many have it, came and went; each number leads to who. */
export function CountTable({ runId, tiers, counts }: { runId: number; tiers: RunTier[]; counts: Counts }) {
  const number = (n: number) => n.toLocaleString('en-US')
  return (
    <DataTable
      caption="各标签的客户数"
      columns={[
        { key: 'name', label: '分层标签', name: true },
        { key: 'have', label: '客户数量', num: true, tag: true },
        { key: 'in', label: '新增', num: true, tag: true },
        { key: 'out', label: '减少', num: true, tag: true },
      ]}
      rows={tiers
        .filter(({ active }) => active)
        .map((tier) => {
          const own = counts.tiers[tier.id]
          const moved = (move: 'in' | 'out') =>
            own && own[move] > 0
              ? { text: number(own[move]), href: `/analysis/tiers/runs/${runId}?tier=${tier.id}&move=${move}#moves` }
              : '0'
          const isRest = tier.rule.kind === 'rest'
          return {
            id: tier.id,
            cells: {
              name: { text: tier.name, href: `/analysis/tiers/${tier.id}`, badge: tier.tone },
              have: number(isRest ? counts.none : (own?.have ?? 0)),
              in: isRest ? '-' : moved('in'),
              out: isRest ? '-' : moved('out'),
            },
          }
        })}
      empty={{ title: '没有启用的标签' }}
    />
  )
}
