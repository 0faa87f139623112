import { barChart, lineChart } from '../charts/model.ts'
import { type Cohort, type Product, QUARTERS, type Retention } from './retention.ts'
import { count, type FigureSection, heads, linked, money, plain, rowsAt, shareOf } from './words.ts'

/** Who stays, by quarter of the first purchase, who comes again, and by product. */
export const retentionSections = (figures: Retention): FigureSection[] => [
  repurchaseSection(figures),
  cohortSection(figures.cohorts),
  productSection(figures.products),
]

function repurchaseSection({ repurchase: { buyers, again, days, beforeBuyers, beforeAgain } }: Retention): FigureSection {
  const lines = [
    ['成交客户（位）', linked(count(buyers), rowsAt('buy'), buyers), count(beforeBuyers)],
    ['其中买过 2 次及以上（位）', linked(count(again), rowsAt('again'), again), count(beforeAgain)],
    ['复购率', linked(shareOf(again, buyers), rowsAt('again'), again), shareOf(beforeAgain, beforeBuyers)],
    ['两次购买间隔中位数（天）', plain(days === null ? '-' : count(days)), '-'],
  ] as const
  return {
    id: 'repurchase',
    title: '复购',
    note: '同一天的多条购买记录算一次；间隔按近 24 个月的购买计算',
    table: {
      heads: heads('指标', '近 12 个月', '前 12 个月'),
      rows:
        buyers + beforeBuyers === 0 ? [] : lines.map(([label, now, before]) => ({ id: label, cells: [plain(label), now, plain(before)] })),
    },
    empty: '近 24 个月没有采购记录。',
  }
}

function cohortSection(cohorts: Cohort[]): FigureSection {
  const some = cohorts.filter(({ customers }) => customers > 0)
  const widest = Math.max(0, ...some.map(({ bought }) => bought.length - 1))
  return {
    id: 'cohorts',
    title: '留存',
    note: `按首次购买的季度分组，之后各季度又来购买的客户占比；最近 ${QUARTERS} 个季度`,
    ...(some.length > 0 && {
      drawings: [
        lineChart(
          '首次购买后各季度的平均留存（%）',
          Array.from({ length: widest }, (_, at) => averageAt(some, at + 1)),
          100,
        ),
      ],
    }),
    table: {
      heads: heads('首次购买', '客户（位）', ...Array.from({ length: widest }, (_, at) => `第 ${at + 1} 季`)),
      rows: some.map(({ quarter, customers, bought }) => ({
        id: quarter,
        cells: [
          plain(quarterWords(quarter)),
          linked(count(customers), rowsAt(`cohort.${quarter}`), customers),
          ...Array.from({ length: widest }, (_, at) => {
            const n = bought[at + 1]
            return n === undefined ? plain('') : linked(shareOf(n, customers), rowsAt(`cohort.${quarter}.${at + 1}`), n)
          }),
        ],
      })),
    },
    empty: `最近 ${QUARTERS} 个季度没有新成交的客户。`,
  }
}

// Weighed by customers, of the cohorts that are old enough.
function averageAt(cohorts: Cohort[], since: number) {
  const old = cohorts.filter(({ bought }) => bought.length > since)
  const [bought, all] = [old.reduce((sum, one) => sum + one.bought[since]!, 0), old.reduce((sum, one) => sum + one.customers, 0)]
  const share = all === 0 ? null : (bought / all) * 100
  return { label: String(since), value: share, text: share === null ? '-' : String(Math.round(share)) }
}

/** 2026Q4 → 2026 年四季度. */
export const quarterWords = (quarter: string) => `${quarter.slice(0, 4)} 年${'一二三四'[Number(quarter.slice(5)) - 1]}季度`

const productSection = (products: Product[]): FigureSection => ({
  id: 'products',
  title: '产品复购',
  note: '近 12 个月购买客户最多的 20 种产品',
  ...(products.length > 0 && {
    drawings: [
      barChart(
        '购买客户（位）',
        products.slice(0, 10).map(({ product, buyers }) => ({ label: product, value: buyers, text: count(buyers) })),
      ),
    ],
  }),
  table: {
    heads: heads('产品', '购买客户（位）', '买过 2 次及以上（位）', '复购率', '间隔中位数（天）', '近 12 个月金额（元）'),
    rows: products.map(({ product, buyers, again, days, fen }) => ({
      id: product,
      cells: [
        plain(product),
        linked(count(buyers), rowsAt(`product.${product}`), buyers),
        linked(count(again), rowsAt(`productAgain.${product}`), again),
        plain(shareOf(again, buyers)),
        plain(days === null ? '-' : count(days)),
        plain(money(fen)),
      ],
    })),
  },
  empty: '近 12 个月没有采购记录。',
})
