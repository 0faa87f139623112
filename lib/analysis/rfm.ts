import { daysBetween } from '../kernel/time.ts'
import { type Lists, refOf } from './lists.ts'
import { type Bought, type Spans, sumsOf } from './model.ts'

/** Days since the last purchase, up to and including; and how often within twelve months. */
export const recencies = [
  { key: 'r1', label: '30 天内', most: 30 },
  { key: 'r2', label: '31–90 天', most: 90 },
  { key: 'r3', label: '91–180 天', most: 180 },
  { key: 'r4', label: '181–365 天', most: 365 },
  { key: 'r5', label: '超过 365 天', most: Number.POSITIVE_INFINITY },
] as const
export const frequencies = [
  { key: 'f0', label: '0 次', most: 0 },
  { key: 'f1', label: '1 次', most: 1 },
  { key: 'f2', label: '2–3 次', most: 3 },
  { key: 'f3', label: '4–5 次', most: 5 },
  { key: 'f4', label: '6 次以上', most: Number.POSITIVE_INFINITY },
] as const

/** Groups in plain words, each of whole cells of the grid; the first that fits holds. */
export const segments = [
  {
    key: 'loyal',
    label: '近期常买',
    rule: '90 天内买过，12 个月内 4 次以上',
    advice: '专人服务，优先供货，请其推荐',
    fits: (r: number, f: number) => r <= 1 && f >= 3,
  },
  {
    key: 'growing',
    label: '近期买过几次',
    rule: '90 天内买过，12 个月内 2–3 次',
    advice: '按使用周期提醒补货，介绍关联产品',
    fits: (r: number, f: number) => r <= 1 && f === 2,
  },
  {
    key: 'fresh',
    label: '近期买过一次',
    rule: '90 天内买过，12 个月内只有 1 次',
    advice: '做首购回访，促成第二次采购',
    fits: (r: number) => r <= 1,
  },
  {
    key: 'cooling',
    label: '常买，最近没买',
    rule: '91–180 天没买，12 个月内 2 次以上',
    advice: '尽快联系，问清楚停下来的原因',
    fits: (r: number, f: number) => r === 2 && f >= 2,
  },
  {
    key: 'single',
    label: '买过一次，最近没买',
    rule: '91–180 天没买，12 个月内只有 1 次',
    advice: '问使用情况，给出复购方案',
    fits: (r: number) => r === 2,
  },
  { key: 'slipping', label: '半年没买', rule: '181–365 天没有采购', advice: '安排拜访或调研，挽回合作', fits: (r: number) => r === 3 },
  { key: 'gone', label: '一年没买', rule: '超过 365 天没有采购', advice: '按唤醒策略联系，确认是否流失', fits: () => true },
] as const

/** How many customers, their fen within twelve months and in all. */
export type Cell = { customers: number; fen: number; everFen: number }
export type Rfm = { cells: Record<string, Cell>; segments: Record<string, Cell>; whole: Cell; never: number }

/** Sorts whoever has ever bought into the grid of how lately and how often (RFM), with the money in each cell. */
export function tallyRfm(spans: Spans, scope: number, lists: Lists) {
  const cells: Record<string, Cell> = {}
  const groups: Record<string, Cell> = {}
  const whole = { customers: 0, fen: 0, everFen: 0 }
  let never = 0

  function add({ id }: { id: number }, bought: readonly Bought[]) {
    const known = bought.filter(({ on }) => on <= spans.day)
    const last = known.at(-1)
    if (!last) {
      never++
      return
    }
    const { fen, times } = sumsOf(known, spans)
    const everFen = known.reduce((sum, one) => sum + one.fen, 0)
    const { r, f } = placeOf(daysBetween(last.on, spans.day), times)
    const [cell, segment] = [`${recencies[r]!.key}${frequencies[f]!.key}`, segments.find(({ fits }) => fits(r, f))!.key]
    cells[cell] ??= nothing()
    groups[segment] ??= nothing()
    for (const sum of [cells[cell], groups[segment], whole]) put(sum, fen, everFen)
    const weight = fen > 0 ? fen : everFen
    lists.add(scope, `rfm.${cell}`, refOf(id), weight)
    lists.add(scope, `seg.${segment}`, refOf(id), weight)
  }

  return { add, figures: (): Rfm => ({ cells, segments: groups, whole, never }) }
}

/** The row and column of the grid for days since the last purchase and times within twelve months. */
export const placeOf = (days: number, times: number) => ({
  r: recencies.findIndex(({ most }) => days <= most),
  f: frequencies.findIndex(({ most }) => times <= most),
})

const nothing = (): Cell => ({ customers: 0, fen: 0, everFen: 0 })

function put(cell: Cell, fen: number, everFen: number) {
  cell.customers++
  cell.fen += fen
  cell.everFen += everFen
}
