import type { Measure, Sums } from './figures.ts'
import { spanWords } from './words.ts'

export type Column = {
  label: string
  measure: Measure
  value: (sums: Sums) => number | null
  text: (sums: Sums) => string
  change: (by: number) => string
}

const count = (measure: Measure, label: string): Column => ({
  label,
  measure,
  value: ({ counts }) => counts[measure],
  text: ({ counts }) => counts[measure].toLocaleString('en-US'),
  change: (by) => by.toLocaleString('en-US'),
})

/** What is told of tickets, in the order of the overview. */
export const columns: Record<'taken' | 'rate' | 'late' | 'closed' | 'median' | 'p90' | 'score' | 'repeated' | 'open', Column> = {
  taken: count('taken', '受理（张）'),
  rate: { label: '24 小时内响应率', measure: 'within', value: rateOf, text: rateWords, change: (by) => `${by.toFixed(1)} 个百分点` },
  late: count('late', '超过 24 小时（张）'),
  closed: count('closed', '关闭（张）'),
  median: { label: '处理时长中位数', measure: 'timed', value: (s) => s.median, text: (s) => minutes(s.median), change: spanWords },
  p90: { label: '90% 处理时长', measure: 'timed', value: (s) => s.p90, text: (s) => minutes(s.p90), change: spanWords },
  score: {
    label: '平均评分（分）',
    measure: 'scored',
    value: (s) => s.score,
    text: (s) => s.score?.toFixed(1) ?? '-',
    change: (by) => by.toFixed(1),
  },
  repeated: count('repeated', '重复投诉（张）'),
  open: count('open', '未关闭（张）'),
}
/** Those that stand in the line of a table. */
export const inLines = [columns.taken, columns.rate, columns.late, columns.closed, columns.median, columns.p90, columns.score]

/** 92.3% */
export function rateWords(sums: Sums): string {
  const rate = rateOf(sums)
  return rate === null ? '-' : `${rate.toFixed(1)}%`
}

/** What share of those that can be judged was answered within 24 hours, in percent; null where none can be judged yet. */
export function rateOf({ counts }: Sums): number | null {
  const judged = counts.within + counts.late
  return judged === 0 ? null : (counts.within / judged) * 100
}

const minutes = (n: number | null) => (n === null ? '-' : spanWords(n))
