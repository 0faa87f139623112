import { formatFen } from '#lib/kernel/money'
import { dayOf } from '#lib/kernel/time'
import { monthsBetween } from '#lib/profiles/model'
import type { cooperationOf } from '#lib/profiles/queries'
import type { satisfactionOf } from '#lib/scores/queries'
import { scoreLabels } from '#lib/tickets/labels'
import { Facts } from '../ui/facts.tsx'

type Cooperation = NonNullable<ReturnType<typeof cooperationOf>>
type Satisfaction = NonNullable<ReturnType<typeof satisfactionOf>>
type Props = { cooperation: Cooperation | undefined; satisfaction?: Satisfaction | undefined; day: string }

/** The cooperation so far, counted from what was bought and how tickets were scored (S1-16). */
export const CooperationFacts = ({ cooperation, satisfaction, day }: Props) => (
  <Facts facts={[...(cooperation ? bought(cooperation, day) : []), ...(satisfaction ? scored(satisfaction) : [])]} />
)

const bought = ({ first, last, count, yearFen, products }: Cooperation, day: string) => [
  { label: '合作时长', value: `${monthsBetween(first, day)} 个月，自 ${first}` },
  { label: '采购次数', value: `${count.toLocaleString('en-US')} 次，最近 ${last}` },
  { label: '近 12 个月', value: `¥${formatFen(yearFen)}` },
  { label: '合作产品', value: products.map(({ product, count }) => (count > 1 ? `${product}（${count} 次）` : product)).join('、') },
]

const scored = ({ last, year }: Satisfaction) => [
  {
    label: '满意度评分',
    value: last.map(({ score, at, ticketId }) => (
      <span key={ticketId}>
        <a className="underline" href={`/tickets/${ticketId}`}>{`${score} 分 ${scoreLabels[score]}`}</a>
        {`，${dayOf(at)} `}
      </span>
    )),
  },
  ...(year.average === null ? [] : [{ label: '近 12 个月平均', value: `${year.average.toFixed(1)} 分（${year.count} 张工单）` }]),
]
