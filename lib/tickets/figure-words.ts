import { barChart, columnChart, type Drawing, lineChart } from '../charts/model.ts'
import { type Column, columns, inLines, rateOf } from './figure-columns.ts'
import { type Dimension, type Figures, type Line, measureNames, type Sums } from './figures.ts'

export type FigureCell = { text: string; code?: string | undefined }
/** A head's digit, behind a line's own code, names what stands in its column. */
export type FigureTable = {
  heads: { label: string; num?: boolean; digit?: number; wrap?: boolean }[]
  rows: { id: string; code?: string; href?: string; cells: FigureCell[] }[]
}
/** One part of the figures as page, paper and sheet alike show it. */
export type FigureSection = {
  id: string
  title: string
  note?: string
  drawings?: Drawing[]
  table?: FigureTable
  lines?: string[]
  empty: string
}

/** What the figures say as a whole: label, value, the one of the month before, the change, and the codes of both. */
export const overviewOf = ({ whole, before }: Pick<Figures, 'whole' | 'before'>) =>
  Object.entries(columns).map(([key, column]) => ({
    key: key as keyof typeof columns,
    label: column.label,
    text: column.text(whole),
    before: column.text(before),
    change: changeWords(column, whole, before),
    code: codeFor(whole, column),
    beforeCode: codeFor(before, column),
  }))

/** The same as a table; on paper with the codes written out. */
export const overviewSection = (figures: Pick<Figures, 'whole' | 'before'>, isCoded = false): FigureSection => ({
  id: 'overview',
  title: '总览',
  note: '与上月相比',
  table: {
    heads: [{ label: '指标' }, ...['本月', '上月', '变化', ...(isCoded ? ['代码'] : [])].map((label) => ({ label, num: true }))],
    rows: overviewOf(figures).map(({ label, text, before, change, code, beforeCode }) => ({
      id: label,
      cells: [
        { text: label },
        { text, code },
        { text: before, code: beforeCode },
        { text: change },
        ...(isCoded ? [{ text: code ?? '-' }] : []),
      ],
    })),
  },
  empty: '',
})

/** The trend and the tables by type, department, handler, urgency, cause and solution, with the charts that belong to them (S0-46). */
export const sectionsOf = ({ trend, lines }: Pick<Figures, 'trend' | 'lines'>): FigureSection[] => [
  {
    id: 'trend',
    title: '近十二个月趋势',
    drawings: [
      columnChart(
        '每月受理（张）',
        trend.map((line) => datumOf(line, columns.taken, monthWords(line))),
      ),
      lineChart(
        '每月 24 小时内响应率（%）',
        trend.map((line) => ({ ...datumOf(line, columns.rate, monthWords(line)), text: shortRate(line) })),
        100,
      ),
    ],
    table: tableOf('月份', trend),
    empty: '近十二个月没有工单。',
  },
  by(lines, 'type', '按投诉类型', '投诉类型'),
  by(lines, 'department', '按处理部门', '处理部门'),
  by(lines, 'handler', '按处理人', '处理人'),
  by(lines, 'urgency', '按紧急程度', '紧急程度'),
  by(lines, 'cause', '原因分析', '原因归类'),
  by(lines, 'solution', '处理方式', '处理方式'),
]

const charted = new Set<Dimension>(['type', 'department', 'cause'])
const MOST_BARS = 15

function by(lines: Figures['lines'], id: Dimension, title: string, head: string): FigureSection {
  const some = lines[id]
  const counted = id === 'cause' || id === 'solution' ? columns.closed : columns.taken
  const bars = some.filter(({ counts }) => counts[counted.measure] > 0).slice(0, MOST_BARS)
  return {
    id,
    title,
    ...(charted.has(id) &&
      bars.length > 0 && {
        drawings: [
          barChart(
            `${title}：${counted.label}`,
            bars.map((line) => datumOf(line, counted)),
          ),
        ],
      }),
    table: tableOf(head, some),
    empty: '本月没有工单。',
  }
}

const tableOf = (head: string, lines: Line[]): FigureTable => ({
  heads: [{ label: head }, ...inLines.map(({ label, measure }) => ({ label, num: true, digit: measureNames.indexOf(measure) + 1 }))],
  rows: lines.map((line) => ({
    id: line.code,
    code: line.code,
    cells: [{ text: line.label }, ...inLines.map((column) => ({ text: column.text(line), code: codeFor(line, column) }))],
  })),
})

const codeFor = (line: Line, { measure }: Column) =>
  line.counts[measure] > 0 ? `${line.code}-${measureNames.indexOf(measure) + 1}` : undefined
const datumOf = (line: Line, { value, text }: Column, label = line.label) => ({ label, value: value(line), text: text(line) })
const monthWords = ({ label }: Line) => `${Number(label.slice(5))}月`

function shortRate(line: Line) {
  const rate = rateOf(line)
  return rate === null ? '-' : String(Math.round(rate))
}

function changeWords({ value, change }: Column, now: Sums, before: Sums): string {
  const [one, other] = [value(now), value(before)]
  if (one === null || other === null) return '-'
  const by = Math.abs(one - other)
  if (by < 0.05) return '持平'
  return `${one > other ? '增加' : '减少'} ${change(by)}`
}
