import type { Tone } from '../ui/badge.tsx'
import { type Column, DataTable, type RichCell } from '../ui/data-table.tsx'

/** A label as the table shows it. */
export type TierRow = {
  id: number
  name: string
  tone: Tone
  active: boolean
  dimension: string
  rule: string
  period: string
  customers: number
  moved?: { in: number; out: number }
  runId?: number
  strategies: { id: number; name: string; content: string; who: string; rhythm: string; from: string }[]
  effective: string
}

const columns: Column[] = [
  { key: 'name', label: '分层标签', name: true },
  { key: 'dimension', label: '分层维度', tag: true },
  { key: 'rule', label: '判定规则/阈值', wrap: true },
  { key: 'period', label: '统计周期', tag: true, wrap: true, extra: true },
  { key: 'customers', label: '客户数量', num: true, tag: true },
  { key: 'moved', label: '上次变动', tag: true },
  { key: 'strategies', label: '服务策略', wrap: true, extra: true },
  { key: 'who', label: '责任部门/责任人', wrap: true, extra: true },
  { key: 'rhythm', label: '执行频率', wrap: true, extra: true },
  { key: 'effective', label: '生效日期', extra: true },
]

/** 客户分层策略表: every label, how it is given, who has it, what is done for them (S0-74). */
export function TierTable({ rows, seesCustomers }: { rows: TierRow[]; seesCustomers: boolean }) {
  return (
    <DataTable
      caption="客户分层"
      columns={columns}
      rows={rows.map((tier) => ({ id: tier.id, tone: tier.active ? undefined : 'weak', cells: cellsOf(tier, seesCustomers) }))}
      empty={{ title: '还没有分层标签', text: '标签按规则自动给客户，例如近 12 个月合作金额达到 10 万元。' }}
    />
  )
}

function cellsOf(tier: TierRow, seesCustomers: boolean) {
  const count = tier.customers.toLocaleString('en-US')
  return {
    name: [
      { text: tier.name, href: `/analysis/tiers/${tier.id}`, badge: tier.tone },
      ...(tier.active ? [] : [{ text: '已停用', badge: 'plain' as const }]),
    ],
    dimension: tier.dimension,
    rule: tier.rule,
    period: tier.period,
    customers: tier.active && seesCustomers ? { text: count, href: `/customers?tier=${tier.id}` } : count,
    moved: movesOf(tier),
    strategies: tier.strategies.length > 0 ? tier.strategies.map(({ id, name }) => ({ text: name, href: `/strategies/${id}` })) : '-',
    who: tier.strategies.map(({ who }) => who).join('、') || '-',
    rhythm: tier.strategies.map(({ rhythm }) => rhythm).join('、') || '-',
    effective: tier.strategies[0]?.from ?? tier.effective,
  }
}

function movesOf({ id, moved, runId }: TierRow): RichCell[] | string {
  if (!moved || !runId || moved.in + moved.out === 0) return moved ? '没有变动' : '-'
  const link = (move: 'in' | 'out') => `/analysis/tiers/runs/${runId}?tier=${id}&move=${move}`
  return [
    ...(moved.in > 0 ? [{ text: `新增 ${moved.in.toLocaleString('en-US')}`, href: link('in') }] : []),
    ...(moved.out > 0 ? [{ text: `减少 ${moved.out.toLocaleString('en-US')}`, href: link('out') }] : []),
  ]
}
