import { barChart } from '../charts/model.ts'
import { type Cell, frequencies, type Rfm, recencies, segments } from './rfm.ts'
import { count, type FigureSection, heads, linked, money, plain, rowsAt, shareOf } from './words.ts'

/** The grid of how lately and how often, in customers and in money, and its groups in plain words. */
export const rfmSections = (figures: Rfm): FigureSection[] => [
  segmentSection(figures),
  gridSection('grid', '客户数（位）', figures, ({ customers }) => count(customers)),
  gridSection('money', '近 12 个月金额（元）', figures, ({ fen }) => money(fen)),
]

function segmentSection({ segments: found, whole, never }: Rfm): FigureSection {
  const lines = segments.map((segment) => ({ ...segment, cell: found[segment.key] ?? none }))
  return {
    id: 'segments',
    title: '分群',
    note: `买过的客户 ${count(whole.customers)} 位；还没有买过的 ${count(never)} 位不在内`,
    drawings: [
      barChart(
        '各群客户（位）',
        lines.map(({ label, cell }) => ({ label, value: cell.customers, text: count(cell.customers) })),
      ),
    ],
    table: {
      heads: [
        { label: '分群' },
        { label: '条件', wrap: true },
        ...['客户（位）', '占比', '近 12 个月金额（元）', '历史金额（元）'].map((label) => ({ label, num: true })),
        { label: '建议', wrap: true },
      ],
      rows: lines.map(({ key, label, rule, advice, cell }) => ({
        id: key,
        cells: [
          plain(label),
          plain(rule),
          linked(count(cell.customers), rowsAt(`seg.${key}`), cell.customers),
          plain(shareOf(cell.customers, whole.customers)),
          linked(money(cell.fen), rowsAt(`seg.${key}`), cell.customers),
          plain(money(cell.everFen)),
          plain(advice),
        ],
      })),
    },
    empty: '还没有采购记录。',
  }
}

const none: Cell = { customers: 0, fen: 0, everFen: 0 }

const gridSection = (id: string, what: string, { cells, whole }: Rfm, text: (cell: Cell) => string): FigureSection => ({
  id,
  title: `最近一次购买 × 购买次数：${what}`,
  note: '行是距最近一次购买的天数，列是近 12 个月购买次数（购买记录条数）',
  table: {
    heads: heads('最近一次购买', ...frequencies.map(({ label }) => label), '合计'),
    rows:
      whole.customers === 0
        ? []
        : recencies.map((recency) => {
            const row = frequencies.map((frequency) => ({
              code: `${recency.key}${frequency.key}`,
              cell: cells[`${recency.key}${frequency.key}`] ?? none,
            }))
            return {
              id: recency.key,
              cells: [
                plain(recency.label),
                ...row.map(({ code, cell }) => (cell.customers === 0 ? plain('-') : linked(text(cell), rowsAt(`rfm.${code}`)))),
                plain(text(sumOf(row.map(({ cell }) => cell)))),
              ],
            }
          }),
  },
  empty: '还没有采购记录。',
})

const sumOf = (all: Cell[]): Cell =>
  all.reduce((sum, one) => ({ customers: sum.customers + one.customers, fen: sum.fen + one.fen, everFen: sum.everFen + one.everFen }), none)
