import type { reportDownloads, reports } from '#db/schema/reports'
import type { FigureSection } from '../tickets/figure-words.ts'
import type { Fact, Figures } from '../tickets/figures.ts'
import { answerOf, isClosed, isTaken, spanOf } from '../tickets/figures.ts'

export type Report = typeof reports.$inferSelect
export type ReportFormat = (typeof reportDownloads.$inferSelect)['format']
/** What a report says of one ticket: nothing of its customer, who is found by the number. */
export type Brief = {
  id: number
  number: string
  type: string
  urgency: string
  handler: string
  createdAt: number
  status: string
  minutes: number | null
  score: number | null
  cause: string
}
/** A list with how many there are in all, where it shows only the first. */
export type Briefs = { total: number; rows: Brief[] }
/** What stands in a report, frozen (N-14): a later print is made of this alone. */
export type Snapshot = {
  month: string
  edition: number
  company: string
  at: number
  figures: Figures
  worst: Brief[]
  repeated: Briefs
  open: Briefs
}
/** What page, paper and sheet are made of. */
export type Contents = { title: string; facts: [label: string, value: string][]; sections: FigureSection[] }

export const reportStatusLabels: Record<Report['status'], string> = { waiting: '生成中', done: '已完成', failed: '未完成' }
export const reportTitle = (month: string) => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月投诉分析报告`
/** 投诉分析报告-202611-第1版.pdf */
export const reportFileName = ({ month, edition }: Pick<Report, 'month' | 'edition'>, format: ReportFormat) =>
  `投诉分析报告-${month.replace('-', '')}-第${edition}版.${format}`
/** 2026-11 or undefined: a month somebody typed, from 2000 on. */
export const monthIn = (text: unknown) => (typeof text === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : undefined)

/** Ascending ids as distances in base 36: 12,13,15 is "c,1,2". */
export const packIds = (ids: readonly number[]) => ids.map((id, at) => (id - (ids[at - 1] ?? 0)).toString(36)).join(',')

export function unpackIds(packed: string): number[] {
  let last = 0
  return packed === '' ? [] : packed.split(',').map((step) => (last += Number.parseInt(step, 36)))
}

/** Those a manager should look at first, at most five: poorly scored, answered late or repeated; the lowest score first, then the late, then the longest. */
export function worstOf(facts: readonly Fact[], month: string, at: number): Fact[] {
  const span = spanOf(month, at)
  const isLate = (fact: Fact) => answerOf(fact, at) === 'late'
  const rank = (fact: Fact) => [fact.score ?? 4, isLate(fact) ? 0 : 1, -(fact.handlingMinutes ?? 0), fact.id] as const
  const sorted = facts
    .filter((fact) => isTaken(fact, span) || isClosed(fact, span))
    .filter((fact) => (fact.score !== null && fact.score <= LOW_SCORE) || isLate(fact) || fact.repeatOfId !== null)
    .sort((a, b) => compare(rank(a), rank(b)))
  return [...Map.groupBy(sorted, ({ id }) => id).values()].map(([first]) => first!).slice(0, WORST)
}

const LOW_SCORE = 3
const WORST = 5

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((n, place) => n !== other[place])
  return at < 0 ? 0 : one[at]! - other[at]!
}
