import type { Bought, Spans } from './model.ts'

/** What customers of one industry class buy: how many bought each product within twelve months, of how many that bought anything. */
export type Goods = { buyers: number; products: [product: string, buyers: number][] }

const MOST = 15
/** What fewer customers buy would tell of one of them. */
const FEWEST = 3

/** Counts products by class (C34), by section (C) and in all (''), for recommending what others of a trade buy (S2-25). */
export function tallyGoods({ since, day }: Spans) {
  const classes = new Map<string, { buyers: number; products: Map<string, number> }>()

  function add({ industry }: { industry: string }, bought: readonly Bought[]) {
    const products = new Set(bought.filter(({ on }) => on > since && on <= day).map(({ product }) => product))
    if (products.size === 0) return
    for (const code of new Set([industry, industry.slice(0, 1), ''])) {
      const counted = classes.get(code) ?? { buyers: 0, products: new Map<string, number>() }
      classes.set(code, counted)
      counted.buyers++
      for (const product of products) counted.products.set(product, (counted.products.get(product) ?? 0) + 1)
    }
  }

  const figures = (): [string, Goods][] => [...classes].map(([code, { buyers, products }]) => [code, { buyers, products: topOf(products) }])
  return { add, figures }
}

const topOf = (products: Map<string, number>): Goods['products'] =>
  [...products]
    .filter(([, buyers]) => buyers >= FEWEST)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MOST)
