import { daysBetween } from '../kernel/time.ts'
import { type Lists, refOf } from './lists.ts'
import { type Bought, medianOf, quarterOf, quartersBetween, quartersUpTo, type Spans } from './model.ts'

/** Customers by the quarter they first bought in: how many, and how many of them bought in each quarter since. */
export type Cohort = { quarter: string; customers: number; bought: number[] }
export type Product = { product: string; buyers: number; again: number; days: number | null; fen: number }
export type Retention = {
  cohorts: Cohort[]
  repurchase: { buyers: number; again: number; days: number | null; beforeBuyers: number; beforeAgain: number }
  products: Product[]
}

export const QUARTERS = 12
const PRODUCTS = 20
// What one customer bought of a product: on which days, and for how much within twelve months.
type Taken = { days: string[]; fen: number }
type Counted = { buyers: number; again: number; fen: number; gaps: number[] }

/** Cohorts by quarter of the first purchase, and who comes again within twelve months; what was bought on one day is one purchase. */
export function tallyRetention(spans: Spans, scope: number, lists: Lists) {
  const quarters = quartersUpTo(spans.day, QUARTERS)
  const cohorts = new Map(
    quarters.map((quarter, at) => [quarter, { quarter, customers: 0, bought: Array(QUARTERS - at).fill(0) as number[] }]),
  )
  const repurchase = { buyers: 0, again: 0, beforeBuyers: 0, beforeAgain: 0 }
  const gaps: number[] = []
  const products = new Map<string, Counted>()

  function add({ id }: { id: number }, bought: readonly Bought[]) {
    const known = bought.filter(({ on }) => on <= spans.day)
    if (known.length === 0) return
    const ref = refOf(id)
    countCohort(known, ref)
    const days = daysOf(known)
    const [now, before] = [days.filter((day) => day > spans.since), days.filter((day) => day > spans.before && day <= spans.since)]
    const fen = known.reduce((sum, one) => sum + (one.on > spans.since ? one.fen : 0), 0)
    if (before.length > 0) repurchase.beforeBuyers++
    if (before.length > 1) repurchase.beforeAgain++
    if (now.length === 0) return
    repurchase.buyers++
    if (now.length > 1) {
      repurchase.again++
      lists.add(scope, 'again', ref, fen)
    }
    gaps.push(...gapsOf(days.filter((day) => day > spans.before)))
    for (const [product, taken] of byProduct(known, spans)) countProduct(product, taken, ref)
  }

  function countCohort(known: readonly Bought[], ref: string) {
    const cohort = cohorts.get(quarterOf(known[0]!.on))
    if (!cohort) return
    cohort.customers++
    lists.add(scope, `cohort.${cohort.quarter}`, ref, 0)
    for (const quarter of new Set(known.map(({ on }) => quarterOf(on)))) {
      const since = quartersBetween(cohort.quarter, quarter)
      cohort.bought[since]!++
      if (since > 0) lists.add(scope, `cohort.${cohort.quarter}.${since}`, ref, 0)
    }
  }

  function countProduct(product: string, { days, fen }: Taken, ref: string) {
    const recent = days.filter((day) => day > spans.since)
    if (recent.length === 0) return
    const counted = products.get(product) ?? { buyers: 0, again: 0, fen: 0, gaps: [] }
    products.set(product, counted)
    counted.buyers++
    counted.fen += fen
    if (recent.length > 1) counted.again++
    counted.gaps.push(...gapsOf(days.filter((day) => day > spans.before)))
    lists.add(scope, `product.${product}`, ref, fen)
    if (recent.length > 1) lists.add(scope, `productAgain.${product}`, ref, fen)
  }

  const figures = (): Retention => ({
    cohorts: [...cohorts.values()],
    repurchase: { ...repurchase, days: medianOf(gaps) },
    products: topOf(products),
  })
  return { add, figures }
}

/** The days on which something was bought, each once, the oldest first. */
export const daysOf = (bought: readonly Pick<Bought, 'on'>[]) => [...new Set(bought.map(({ on }) => on))].sort()
/** How many days lie between each and the next. */
export const gapsOf = (days: readonly string[]) => days.slice(1).map((day, at) => daysBetween(days[at]!, day))

function byProduct(bought: readonly Bought[], { since }: Spans): Map<string, Taken> {
  const all = Map.groupBy(bought, ({ product }) => product)
  return new Map(
    [...all].map(([product, some]) => [
      product,
      { days: daysOf(some), fen: some.reduce((sum, { on, fen }) => sum + (on > since ? fen : 0), 0) },
    ]),
  )
}

const topOf = (products: Map<string, Counted>): Product[] =>
  [...products]
    .sort(([a, x], [b, y]) => y.buyers - x.buyers || y.fen - x.fen || (a < b ? -1 : 1))
    .slice(0, PRODUCTS)
    .map(([product, { gaps, ...counted }]) => ({ product, ...counted, days: medianOf(gaps) }))
