import { dayOf, timeOf } from '#lib/kernel/time'
import type { Run } from '#lib/tiers/model'
import { runKindLabels, runStatusLabels } from '#lib/tiers/words'
import type { Tone } from '../ui/badge.tsx'
import { type Column, DataTable, type RichCell } from '../ui/data-table.tsx'

type Row = Run & { by: string | null }
const tones: Partial<Record<Run['status'], Tone>> = { done: 'good', failed: 'bad', ready: 'accent', working: 'accent', writing: 'accent' }

/** Runs one a line: when, for which day, how many came and went; of one label, or of all together. */
export function RunTable({ runs, tier }: { runs: Row[]; tier?: number }) {
  const columns: Column[] = [
    { key: 'day', label: '截至日期', name: true },
    { key: 'kind', label: '方式', tag: true },
    { key: 'status', label: '状态' },
    ...(tier === undefined
      ? [{ key: 'customers', label: '客户数量', num: true, tag: true }]
      : [{ key: 'have', label: '有此标签', num: true, tag: true }]),
    { key: 'in', label: '新增', num: true, tag: true },
    { key: 'out', label: '减少', num: true, tag: true },
    { key: 'at', label: '完成时间', extra: true },
    { key: 'by', label: '操作人', extra: true },
  ]
  return (
    <DataTable
      caption="计算记录"
      columns={columns}
      rows={runs.map((run) => ({ id: run.id, cells: cellsOf(run, tier) }))}
      empty={{
        title: '还没有计算过',
        text: '每天 03:00 自动计算，也可以在「客户分层」立即计算。',
        deed: { href: '/analysis/tiers', label: '打开客户分层' },
      }}
    />
  )
}

function cellsOf(run: Row, tier: number | undefined) {
  const told = ['ready', 'done'].includes(run.status)
  const counts = tier === undefined ? Object.values(run.counts.tiers) : [run.counts.tiers[tier]]
  const sum = (kind: 'in' | 'out') => counts.reduce((total, one) => total + (one?.[kind] ?? 0), 0)
  const at = `/analysis/tiers/runs/${run.id}`
  const moved = (kind: 'in' | 'out'): RichCell | string =>
    told ? { text: sum(kind).toLocaleString('en-US'), href: tier === undefined ? at : `${at}?tier=${tier}&move=${kind}` } : '-'
  return {
    day: { text: run.day, href: at },
    kind: runKindLabels[run.kind],
    status: { text: runStatusLabels[run.status], badge: tones[run.status] ?? 'plain', title: run.note || undefined },
    customers: told ? run.customers.toLocaleString('en-US') : '-',
    have: told && tier !== undefined ? (run.counts.tiers[tier]?.have ?? 0).toLocaleString('en-US') : '-',
    in: moved('in'),
    out: moved('out'),
    at: run.finishedAt ? `${dayOf(run.finishedAt)} ${timeOf(run.finishedAt)}` : '-',
    by: run.by ?? '系统',
  }
}
