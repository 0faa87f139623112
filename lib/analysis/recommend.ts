import { addDays, daysBetween } from '../kernel/time.ts'
import type { Goods } from './goods.ts'
import { type Bought, medianOf } from './model.ts'
import { daysOf, gapsOf } from './retention.ts'

/** What a customer buys again and again: on how many days, how many days lie between as a rule, when last, and when it may be due; `late` by how many days that has passed. */
export type Usual = { product: string; times: number; days: number | null; last: string; due: string | null; late: number }
/** What others of its trade buy and it does not: so many of so many. */
export type Suggested = { product: string; buyers: number; of: number }

const [MOST_USUAL, MOST_SUGGESTED] = [5, 5]
const FORGOTTEN_DAYS = 730

/** The products bought most often, on two days at least and within the last two years. */
export function usualOf(bought: readonly Pick<Bought, 'on' | 'product'>[], day: string): Usual[] {
  const products = Map.groupBy(
    bought.filter(({ on }) => on <= day),
    ({ product }) => product,
  )
  return [...products]
    .map(([product, some]) => usual(product, daysOf(some), day))
    .filter(({ times, last }) => times > 1 && daysBetween(last, day) <= FORGOTTEN_DAYS)
    .sort((a, b) => b.times - a.times || (a.last < b.last ? 1 : -1))
    .slice(0, MOST_USUAL)
}

function usual(product: string, days: string[], day: string): Usual {
  const [last, gap] = [days.at(-1)!, medianOf(gapsOf(days))]
  const due = gap === null ? null : addDays(last, gap)
  return { product, times: days.length, days: gap, last, due, late: due === null ? 0 : Math.max(0, daysBetween(due, day)) }
}

/** What is bought most in its trade, without what it has bought itself (S2-25). */
export function suggestedOf(goods: Goods | undefined, bought: readonly Pick<Bought, 'product'>[]): Suggested[] {
  const own = new Set(bought.map(({ product }) => product))
  return (goods?.products ?? [])
    .filter(([product]) => !own.has(product))
    .slice(0, MOST_SUGGESTED)
    .map(([product, buyers]) => ({ product, buyers, of: goods!.buyers }))
}
