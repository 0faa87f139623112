import { lineChart } from '../charts/model.ts'
import type { FigureSection } from '../tickets/figure-words.ts'
import { cell, count, EMPTY, meanWords, npsWords } from './figure-cells.ts'
import type { Figures, Line } from './figures.ts'

/** The same marks by the label customers had. */
export const tierSection = ({ tiers }: Figures, dimensions: readonly string[]): FigureSection => ({
  id: 'tiers',
  title: '按客户分层',
  note: '分层以答复时为准，一位客户可以有几个标签',
  table: { heads: headsOf('分层', dimensions), rows: tiers.map((line) => rowOf(line, dimensions, { tier: line.label })) },
  empty: EMPTY,
})

/** The same marks by month. */
export const monthSection = ({ months }: Figures, dimensions: readonly string[]): FigureSection => ({
  id: 'months',
  title: '按月趋势',
  drawings: [
    lineChart(
      '平均分',
      months.map(({ label, mean }) => ({ label: `${Number(label.slice(5))} 月`, value: mean, text: meanWords(mean) })),
      5,
    ),
  ],
  table: { heads: headsOf('月份', dimensions), rows: months.map((line) => rowOf(line, dimensions, { month: line.label })).reverse() },
  empty: EMPTY,
})

const headsOf = (first: string, dimensions: readonly string[]) => [
  { label: first },
  ...['答复（份）', ...dimensions.map((dimension) => dimension || '其他'), '净推荐值', '低分（份）'].map((label) => ({ label, num: true })),
]

const rowOf = ({ label, count: n, low, means, nps }: Line, dimensions: readonly string[], slice: Record<string, string>) => ({
  id: label,
  cells: [
    cell(label),
    cell(count(n), slice),
    ...means.map((mean, at) => cell(meanWords(mean), { ...slice, dimension: dimensions[at] ?? '' })),
    cell(npsWords(nps), slice),
    cell(count(low), { ...slice, low: 1 }),
  ],
})
