import { formatFen } from '../kernel/money.ts'
import type { FigureCell, FigureSection, FigureTable } from '../tickets/figure-words.ts'
import { changeOf } from './model.ts'
import type { Reason } from './risk.ts'

export const count = (n: number) => n.toLocaleString('en-US')
/** 分 in full, for columns whose head says 元. */
export const money = formatFen
/** 分 in 万元 for charts: 12.3 万; below a 万 in 元. */
export const shortMoney = (fen: number) =>
  Math.abs(fen) >= 1_000_000 ? `${count(Math.round(fen / 100_000) / 10)} 万` : count(Math.round(fen / 100))
/** 23.5%; - of nothing. */
export const shareOf = (part: number, whole: number) => (whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)}%`)

/** 增加 12.5%, 减少 3.0%, 持平; - where there was nothing before. */
export function changeText(now: number, before: number): string {
  const change = changeOf(now, before)
  if (change === null) return now > 0 ? '新增' : '-'
  if (Math.abs(change) < 0.05) return '持平'
  return `${change > 0 ? '增加' : '减少'} ${count(Number(Math.abs(change).toFixed(1)))}%`
}

/** Where what stands behind a figure is listed. */
export const rowsAt = (code: string, more: Record<string, string | number> = {}) =>
  `/analysis/rows?${new URLSearchParams({ code, ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, String(value)])) })}`

/** 距上次购买天数 210 天（25 分）；…, one after the other. */
export const reasonWords = (reasons: readonly Reason[]) =>
  reasons.map(({ text, points }) => (points > 0 ? `${text}（${points} 分）` : text)).join('；') || '人工设定'

/** A cell that leads somewhere, unless it counts nothing. */
export const linked = (text: string, href: string | undefined, n = 1): FigureCell => (href && n > 0 ? { text, code: href } : { text })
export const plain = (text: string): FigureCell => ({ text })
export const heads = (first: string, ...numbers: string[]): FigureTable['heads'] => [
  { label: first },
  ...numbers.map((label) => ({ label, num: true })),
]
export type { FigureCell, FigureSection, FigureTable }
