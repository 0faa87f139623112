import { barChart } from '../charts/model.ts'
import { type Level, levelLabels } from '../customers/model.ts'
import { industryLabel } from '../industries/model.ts'
import { type Dimension, type Group, NONE, REST, sizes } from './overview.ts'
import type { Names } from './queries.ts'
import { changeText, count, type FigureSection, heads, linked, money, plain, rowsAt, shareOf } from './words.ts'

const titles: Record<Dimension, [title: string, head: string]> = {
  tier: ['按分层标签', '分层标签'],
  level: ['按客户等级', '客户等级'],
  industry: ['按行业门类', '行业门类'],
  size: ['按企业规模', '规模'],
  source: ['按客户来源', '客户来源'],
  region: ['按地区', '地区'],
  owner: ['按负责人', '负责人'],
}
const [MOST_BARS, MOST_LINES] = [12, 20]
export const WAN = 1_000_000

export function groupSection(dimension: Dimension, groups: Group[], customers: number, names: Names): FigureSection {
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
      ...(paid.length > 0 ? [moneyChart(`${title}：近 12 个月金额`, paid)] : []),
    ],
    table: {
      heads: heads(head, '客户（位）', '占比', '成交客户（位）', '近 12 个月金额（元）', '前 12 个月金额（元）', '变化'),
      rows: [...lines.map((group) => lineOf(dimension, group, customers, names)), ...(rest.length > 0 ? [restOf(rest, customers)] : [])],
    },
    empty: '还没有客户。',
  }
}

// A unit in the title, so that a large figure fits behind its bar.
function moneyChart(title: string, groups: Named[]) {
  const isLarge = groups.some(({ fen }) => fen >= WAN)
  const text = (fen: number) => count(Number((fen / (isLarge ? WAN : 100)).toFixed(isLarge && fen < 100 * WAN ? 1 : 0)))
  return barChart(
    `${title}（${isLarge ? '万元' : '元'}）`,
    groups.map(({ label, fen }) => ({ label, value: fen, text: text(fen) })),
  )
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
