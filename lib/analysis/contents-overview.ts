import { columnChart } from '../charts/model.ts'
import { groupSection, WAN } from './contents-groups.ts'
import { dimensions, type Month, type Overview } from './overview.ts'
import type { Names } from './queries.ts'
import type { listBehind } from './queries-rows.ts'
import type { Retention } from './retention.ts'
import { changeText, count, type FigureSection, heads, linked, money, plain, rowsAt, shareOf } from './words.ts'

export type Top = ReturnType<typeof listBehind>
type Shown = { figures: Overview; retention?: Retention | undefined; names: Names; top: Top }

/** The figures of customers and money as sections: the whole, the months, each way to part them, and who bought most. */
export const overviewSections = ({ figures, retention, names, top }: Shown): FigureSection[] => [
  wholeSection(figures, retention),
  monthSection(figures.months),
  ...dimensions.map((dimension) => groupSection(dimension, figures.by[dimension], figures.whole.customers, names)),
  topSection(top),
]

function wholeSection({ whole, scores }: Overview, retention: Retention | undefined): FigureSection {
  const repurchase = retention?.repurchase
  const average = ({ sum, count: n }: { sum: number; count: number }) => (n === 0 ? '-' : (sum / n).toFixed(2))
  const mean = (fen: number, n: number) => (n === 0 ? '-' : money(Math.round(fen / n)))
  const lines: [label: string, now: ReturnType<typeof plain>, before: string, change: string][] = [
    ['客户总数（位）', linked(count(whole.customers), '/customers', whole.customers), '-', '-'],
    ['其中近 12 个月建档', plain(count(whole.fresh)), '-', '-'],
    [
      '成交客户（位）',
      linked(count(whole.buyers), rowsAt('buy'), whole.buyers),
      count(whole.beforeBuyers),
      changeText(whole.buyers, whole.beforeBuyers),
    ],
    [
      '合作金额（元）',
      linked(money(whole.fen), rowsAt('buy'), whole.buyers),
      money(whole.beforeFen),
      changeText(whole.fen, whole.beforeFen),
    ],
    ['合作次数（次）', plain(count(whole.times)), '-', '-'],
    ['平均每位成交客户（元）', plain(mean(whole.fen, whole.buyers)), mean(whole.beforeFen, whole.beforeBuyers), '-'],
    ...(repurchase
      ? ([
          [
            '复购率',
            linked(shareOf(repurchase.again, repurchase.buyers), rowsAt('again'), repurchase.again),
            shareOf(repurchase.beforeAgain, repurchase.beforeBuyers),
            '-',
          ],
        ] as typeof lines)
      : []),
    [`满意度平均分（${count(scores.now.count)} 次评分）`, plain(average(scores.now)), average(scores.before), '-'],
  ]
  return {
    id: 'whole',
    title: '总览',
    note: '近 12 个月与前 12 个月相比',
    table: {
      heads: heads('指标', '近 12 个月', '前 12 个月', '变化'),
      rows: lines.map(([label, now, before, change]) => ({ id: label, cells: [plain(label), now, plain(before), plain(change)] })),
    },
    empty: '还没有客户。',
  }
}

function monthSection(months: Month[]): FigureSection {
  const [before, now] = [months.slice(0, 12), months.slice(12)]
  // Twelve columns leave room for a few digits each.
  const isLarge = now.some(({ fen }) => fen >= WAN)
  return {
    id: 'months',
    title: '每月合作金额',
    note: '按购买日期，与上年同月相比',
    drawings: [
      columnChart(
        isLarge ? '每月合作金额（万元）' : '每月合作金额（元）',
        now.map(({ month, fen }) => ({
          label: `${Number(month.slice(5))}月`,
          value: Math.max(0, fen),
          text: count(Math.round(fen / (isLarge ? WAN : 100))),
        })),
      ),
    ],
    table: {
      heads: heads('月份', '合作金额（元）', '上年同月（元）', '变化', '次数', '客户（位）'),
      rows: now.map((one, at) => ({
        id: one.month,
        cells: [
          plain(one.month),
          linked(money(one.fen), rowsAt(`month.${one.month}`), one.customers),
          linked(money(before[at]!.fen), rowsAt(`month.${before[at]!.month}`), before[at]!.customers),
          plain(changeText(one.fen, before[at]!.fen)),
          plain(count(one.times)),
          linked(count(one.customers), rowsAt(`month.${one.month}`), one.customers),
        ],
      })),
    },
    empty: '近 12 个月没有采购记录。',
  }
}

const topSection = (top: Top): FigureSection => ({
  id: 'top',
  title: '金额最高的客户',
  note: '近 12 个月，前 20 位',
  table: {
    heads: heads('客户', '近 12 个月金额（元）', '前 12 个月金额（元）', '变化', '最近购买'),
    rows: top.map(({ id, name, fen, beforeFen, lastOn }) => ({
      id: String(id),
      href: `/customers/${id}`,
      cells: [plain(name), plain(money(fen)), plain(money(beforeFen)), plain(changeText(fen, beforeFen)), plain(lastOn ?? '-')],
    })),
  },
  empty: '近 12 个月没有客户采购。',
})
