import type { listMoves, MoveKind } from '#lib/tiers/moves'
import { gapText } from '#lib/tiers/words'
import { DataTable } from '../ui/data-table.tsx'
import { evidenceText } from './evidence.ts'

type Rows = ReturnType<typeof listMoves>['rows']
type Props = { rows: Rows; kind: MoveKind; tierId: number; empty: string }

/** Who came, went or is near, each with the figures behind it and the way to the whole of it. */
export function MoveTable({ rows, kind, tierId, empty }: Props) {
  const isNear = kind === 'nearIn' || kind === 'nearOut'
  return (
    <DataTable
      caption="客户变动"
      columns={[
        { key: 'name', label: '客户名称', name: true },
        ...(isNear ? [{ key: 'gap', label: kind === 'nearIn' ? '还差' : '何时跌出', tag: true }] : []),
        { key: 'evidence', label: '依据', wrap: true },
        { key: 'owner', label: '负责人', tag: true },
        { key: 'why', label: '凭什么' },
      ]}
      rows={rows.map((row) => ({
        id: row.id,
        cells: {
          name: { text: row.name, href: `/customers/${row.customerId}`, weak: row.number },
          gap: isNear ? { text: gapText(row.gap, kind), badge: kind === 'nearIn' ? 'accent' : 'warn' } : null,
          evidence: evidenceText(row.evidence) || '-',
          owner: row.owner ?? '-',
          why: { text: '查看依据', href: `/customers/${row.customerId}/tiers?tier=${tierId}#tier-${tierId}` },
        },
      }))}
      empty={{ title: empty }}
    />
  )
}
