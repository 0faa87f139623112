import type { Lists } from './lists.ts'
import { refOf } from './lists.ts'
import { type Bought, type Spans, type Subject, sumsOf } from './model.ts'
import { provinceOf } from './regions.ts'

export const dimensions = ['tier', 'level', 'industry', 'size', 'source', 'region', 'owner'] as const
export type Dimension = (typeof dimensions)[number]
/** Customers, those of them that bought within twelve months, fen of the twelve months and of the twelve before. */
export type Sum = { customers: number; buyers: number; fen: number; beforeFen: number }
export type Group = Sum & { key: string }
export type Month = { month: string; fen: number; times: number; customers: number }
/** How content customers were within twelve months (S2-26): the sum and count of scores from 1 to 5. */
export type Content = { sum: number; count: number }
export type Overview = {
  whole: Sum & { fresh: number; times: number; beforeBuyers: number }
  by: Record<Dimension, Group[]>
  months: Month[]
  top: { id: number; fen: number; beforeFen: number }[]
  scores: { now: Content; before: Content }
}

/** In place of a label's number: of those that have no other, and of those that can have none. */
export const REST = 'rest'
export const NONE = 'none'
const TOP = 20

/** Adds up customers and money of one scope, whole and by each way to part them; several labels count a customer several times. */
export function tallyOverview(spans: Spans, scope: number, lists: Lists) {
  const whole = { ...nothing(), fresh: 0, times: 0, beforeBuyers: 0 }
  const groups = Object.fromEntries(dimensions.map((one) => [one, new Map<string, Group>()])) as Record<Dimension, Map<string, Group>>
  const months = new Map(monthsOf(spans.day).map((month) => [month, { month, fen: 0, times: 0, customers: 0 }]))
  const scores = { now: { sum: 0, count: 0 }, before: { sum: 0, count: 0 } }
  let top: Overview['top'] = []

  function add(subject: Subject, bought: readonly Bought[], tiers: readonly number[]) {
    const sums = sumsOf(bought, spans)
    count(whole, sums)
    whole.times += sums.times
    if (sums.beforeFen !== 0) whole.beforeBuyers++
    if (subject.createdOn > spans.since) whole.fresh++
    const ref = refOf(subject.id)
    for (const [dimension, key] of keysOf(subject, tiers)) {
      count(groupOf(groups[dimension], key), sums)
      if (dimension === 'region' || dimension === 'size') lists.add(scope, `all.${dimension}.${key}`, ref, 0)
      if (sums.times > 0) lists.add(scope, `buy.${dimension}.${key}`, ref, sums.fen)
    }
    if (sums.times > 0) {
      lists.add(scope, 'buy', ref, sums.fen)
      top.push({ id: subject.id, fen: sums.fen, beforeFen: sums.beforeFen })
      if (top.length > 50 * TOP) top = topOf(top)
    }
    for (const [month, fen] of countMonths(months, bought, spans.day)) lists.add(scope, `month.${month}`, ref, fen)
  }

  function score(value: number, on: string) {
    if (on > spans.day || on <= spans.before) return
    const content = on > spans.since ? scores.now : scores.before
    content.sum += value
    content.count++
  }

  const figures = (): Overview => ({
    whole,
    by: Object.fromEntries(dimensions.map((one) => [one, inOrder([...groups[one].values()])])) as Overview['by'],
    months: [...months.values()],
    top: topOf(top),
    scores,
  })
  return { add, score, figures }
}

const nothing = (): Sum => ({ customers: 0, buyers: 0, fen: 0, beforeFen: 0 })

function count(sum: Sum, { fen, times, beforeFen }: { fen: number; times: number; beforeFen: number }) {
  sum.customers++
  if (times > 0) sum.buyers++
  sum.fen += fen
  sum.beforeFen += beforeFen
}

const keysOf = (subject: Subject, tiers: readonly number[]): [Dimension, string][] => [
  ...tiers.map((tier): [Dimension, string] => ['tier', String(tier)]),
  ...(tiers.length === 0 ? [['tier', isLabelled(subject) ? REST : NONE] as [Dimension, string]] : []),
  ['level', subject.level],
  ['industry', subject.industry.slice(0, 1)],
  ['size', sizeOf(subject.headcount)],
  ['source', subject.source],
  ['region', provinceOf(subject.address)],
  ['owner', String(subject.owner)],
]

/** 规模 by headcount (enumerations 5.2). */
export const sizes = {
  micro: '微型（20 人以下）',
  small: '小型（20–299 人）',
  middle: '中型（300–999 人）',
  large: '大型（1,000 人以上）',
  unknown: '未填',
} as const

function sizeOf(headcount: number | null): keyof typeof sizes {
  if (headcount === null) return 'unknown'
  if (headcount < 20) return 'micro'
  if (headcount < 300) return 'small'
  return headcount < 1000 ? 'middle' : 'large'
}

// Who was merged or archived has no label, not even that for the rest.
const isLabelled = ({ status }: Subject) => status !== 'merged' && status !== 'archived'

function groupOf(groups: Map<string, Group>, key: string): Group {
  const known = groups.get(key)
  if (known) return known
  const group = { key, ...nothing() }
  groups.set(key, group)
  return group
}

// One month a customer counts once, whatever it bought in it.
function countMonths(months: Map<string, Month>, bought: readonly Bought[], day: string): Map<string, number> {
  const seen = new Map<string, number>()
  for (const { on, fen } of bought) {
    const month = months.get(on.slice(0, 7))
    if (!month || on > day) continue
    month.fen += fen
    month.times++
    if (!seen.has(month.month)) month.customers++
    seen.set(month.month, (seen.get(month.month) ?? 0) + fen)
  }
  return seen
}

/** The month of a day and the 23 before it, the oldest first. */
function monthsOf(day: string): string[] {
  const last = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  return Array.from({ length: 24 }, (_, at) => {
    const month = last - 23 + at
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

const inOrder = (groups: Group[]) => groups.sort((a, b) => b.fen - a.fen || b.customers - a.customers || (a.key < b.key ? -1 : 1))
const topOf = (all: Overview['top']) => all.sort((a, b) => b.fen - a.fen || a.id - b.id).slice(0, TOP)
