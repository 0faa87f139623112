import { barChart, columnChart } from '../charts/model.ts'
import { type Level, levelLabels } from '../customers/model.ts'
import { industryLabel } from '../industries/model.ts'
import { type Dimension, type Group, type Month, NONE, type Overview, REST, sizes } from './overview.ts'
import type { listBehind, Names } from './queries.ts'
import type { Retention } from './retention.ts'
import { changeText, count, type FigureSection, heads, linked, money, plain, rowsAt, shareOf, shortMoney } from './words.ts'

export type Top = ReturnType<typeof listBehind>
type Shown = { figures: Overview; retention?: Retention | undefined; names: Names; top: Top }

const titles: Record<Dimension, [title: string, head: string]> = {
  tier: ['按分层标签', '分层标签'],
  level: ['按客户等级', '客户等级'],
  industry: ['按行业门类', '行业门类'],
  size: ['按企业规模', '规模'],
  source: ['按客户来源', '客户来源'],
  region: ['按地区', '地区'],
  owner: ['按负责人', '负责人'],
}
const order: Dimension[] = ['tier', 'level', 'industry', 'size', 'source', 'region', 'owner']
const [MOST_BARS, MOST_LINES] = [12, 20]

/** The figures of customers and money as sections: the whole, the months, each way to part them, and who bought most. */
export const overviewSections = ({ figures, retention, names, top }: Shown): FigureSection[] => [
  wholeSection(figures, retention),
  monthSection(figures.months),
  ...order.map((dimension) => groupSection(dimension, figures.by[dimension], figures.whole.customers, names)),
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

const WAN = 1_000_000

function groupSection(dimension: Dimension, groups: Group[], customers: number, names: Names): FigureSection {
  const [title, head] = titles[dimension]
  const named = groups.map((group) => ({ ...group, label: labelOf(dimension, group.key, names) }))
  const bars = named.filter(({ customers }) => customers > 0).slice(0, MOST_BARS)
  const paid = bars.filter(({ fen }) => fen > 0)
  const lines = named.slice(0, MOST_LINES)
  const rest = named.slice(MOST_LINES)
  return {
    id: dimension,
    title,
    ...(dimension === 'tier' && { note: '一位客户可以有几个标签，合计大于客户总数' }),
    ...(rest.length > 0 && { note: `列出金额最高的 ${MOST_LINES} 项，其余 ${rest.length} 项合并` }),
    drawings: [
      barChart(
        `${title}：客户（位）`,
        bars.map((group) => ({ label: group.label, value: group.customers, text: count(group.customers) })),
      ),
      ...(paid.length > 0
        ? [
            barChart(
              `${title}：近 12 个月金额`,
              paid.map((group) => ({ label: group.label, value: group.fen, text: shortMoney(group.fen) })),
            ),
          ]
        : []),
    ],
    table: {
      heads: heads(head, '客户（位）', '占比', '成交客户（位）', '近 12 个月金额（元）', '前 12 个月金额（元）', '变化'),
      rows: [...lines.map((group) => lineOf(dimension, group, customers, names)), ...(rest.length > 0 ? [restOf(rest, customers)] : [])],
    },
    empty: '还没有客户。',
  }
}

type Named = Group & { label: string }

function lineOf(dimension: Dimension, group: Named, customers: number, names: Names) {
  const { key, label, customers: n, buyers, fen, beforeFen } = group
  const bought = rowsAt(`buy.${dimension}.${key}`)
  return {
    id: key || '-',
    cells: [
      plain(label),
      linked(count(n), wayTo(dimension, key, names), n),
      plain(shareOf(n, customers)),
      linked(count(buyers), bought, buyers),
      linked(money(fen), bought, buyers),
      plain(money(beforeFen)),
      plain(changeText(fen, beforeFen)),
    ],
  }
}

function restOf(rest: Named[], customers: number) {
  const sum = (of: (group: Named) => number) => rest.reduce((all, group) => all + of(group), 0)
  const [n, fen, beforeFen] = [sum((group) => group.customers), sum((group) => group.fen), sum((group) => group.beforeFen)]
  const cells = [
    `其余 ${rest.length} 项`,
    count(n),
    shareOf(n, customers),
    count(sum((group) => group.buyers)),
    money(fen),
    money(beforeFen),
  ]
  return { id: 'others', cells: [...cells.map(plain), plain(changeText(fen, beforeFen))] }
}

function labelOf(dimension: Dimension, key: string, names: Names): string {
  switch (dimension) {
    case 'tier':
      return key === REST ? (names.rest?.name ?? '没有标签') : key === NONE ? '已归档，不分层' : (names.tiers.get(key) ?? '已删除的标签')
    case 'level':
      return levelLabels[key as Level] ?? key
    case 'industry':
      return key === '' ? '未填' : industryLabel(key)
    case 'size':
      return sizes[key as keyof typeof sizes] ?? key
    case 'owner':
      return key === '0' ? '（无负责人）' : (names.owners.get(key) ?? '已离职')
    default:
      return key === '' ? '未填' : key
  }
}

// Where the customer list has such a filter it lists them as they are now; regions have lists of their own.
function wayTo(dimension: Dimension, key: string, names: Names): string | undefined {
  const list = (name: string, value: string | number) => `/customers?${new URLSearchParams({ [name]: String(value) })}`
  switch (dimension) {
    case 'tier':
      return key === NONE ? undefined : key === REST ? names.rest && list('tier', names.rest.id) : list('tier', key)
    case 'region':
    case 'size':
      return rowsAt(`all.${dimension}.${key}`)
    default:
      return key === '' ? undefined : list(dimension, key)
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
