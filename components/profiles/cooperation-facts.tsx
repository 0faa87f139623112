import { formatFen } from '#lib/kernel/money'
import { monthsBetween } from '#lib/profiles/model'
import type { cooperationOf } from '#lib/profiles/queries'
import { Facts } from '../ui/facts.tsx'

type Props = { cooperation: NonNullable<ReturnType<typeof cooperationOf>>; day: string }

/** The cooperation so far, counted from what was bought (S1-16). */
export function CooperationFacts({ cooperation: { first, last, count, yearFen, products }, day }: Props) {
  return (
    <Facts
      facts={[
        { label: '合作时长', value: `${monthsBetween(first, day)} 个月，自 ${first}` },
        { label: '采购次数', value: `${count.toLocaleString('en-US')} 次，最近 ${last}` },
        { label: '近 12 个月', value: `¥${formatFen(yearFen)}` },
        { label: '合作产品', value: products.map(({ product, count }) => (count > 1 ? `${product}（${count} 次）` : product)).join('、') },
      ]}
    />
  )
}
