import { kindLabels, rhythmLabels, standingLabels } from '#lib/strategies/labels'
import type { ListedStrategy } from '#lib/strategies/queries'
import type { Tone } from '../ui/badge.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import type { Empty } from '../ui/empty-state.tsx'

type Standing = ListedStrategy['standing']
export const standingTones: Record<Standing, Tone> = { off: 'plain', coming: 'accent', running: 'good', over: 'warn' }

/** What is known of a label beside its name: its rule and span in words, and how many have it. */
export type TierFacts = { rule: string; period: string; customers: number }
type Props = { rows: ListedStrategy[]; tiers: Map<number, TierFacts>; empty: Empty }

const columns: Column[] = [
  { key: 'tier', label: '分层标签', tag: true },
  { key: 'rule', label: '判定规则/阈值', wrap: true, extra: true },
  { key: 'customers', label: '客户数量', num: true, tag: true },
  { key: 'name', label: '服务策略', name: true },
  { key: 'content', label: '推送内容', wrap: true, extra: true },
  { key: 'who', label: '责任部门/责任人', tag: true },
  { key: 'rhythm', label: '执行频率', tag: true },
  { key: 'from', label: '生效日期', tag: true },
  { key: 'standing', label: '状态' },
]

/** 客户分层策略表 (S0-74). */
export const StrategyTable = ({ rows, tiers, empty }: Props) => (
  <DataTable
    caption="客户分层策略表"
    columns={columns}
    empty={empty}
    rows={rows.map((row) => ({
      id: row.id,
      tone: row.standing === 'over' ? 'weak' : undefined,
      cells: cellsOf(row, tiers.get(row.tierId)),
    }))}
  />
)

const cellsOf = (row: ListedStrategy, tier: TierFacts | undefined) => ({
  tier: { text: row.tier, weak: row.dimension },
  rule: { text: tier?.rule ?? '-', clamp: true, title: tier && `${tier.rule}（统计周期：${tier.period}）` },
  customers: tier ? { text: tier.customers.toLocaleString('en-US'), href: `/customers?tier=${row.tierId}` } : '-',
  name: { text: row.name, href: `/strategies/${row.id}`, title: kindLabels[row.kind] },
  content: { text: row.content || row.advice || '-', clamp: true },
  who: whoWords(row),
  rhythm: rhythmLabels[row.rhythm],
  from: { text: row.effectiveFrom, weak: row.effectiveUntil ? `至 ${row.effectiveUntil}` : undefined },
  standing: { text: standingLabels[row.standing], badge: standingTones[row.standing] },
})

/** 销售部 / 李娜; where nobody is named each customer's own account manager does it. */
export const whoWords = ({ department, responsible }: Pick<ListedStrategy, 'department' | 'responsible'>) =>
  [department, responsible ?? '各客户的负责人'].filter(Boolean).join(' / ')
