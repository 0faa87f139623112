import { PushTable } from '#components/strategies/push-table'
import { LinkButton } from '#components/ui/button'
import { Pager } from '#components/ui/pager'
import { at } from '#components/ui/place'
import { Section } from '#components/ui/section'
import { can, type Grant } from '#lib/kernel/grant'
import { formatFen } from '#lib/kernel/money'
import { pageWithin } from '#lib/kernel/pages'
import { showLabels } from '#lib/strategies/labels'
import { listOfThese } from '#lib/strategies/list'
import { isPeriod } from '#lib/strategies/period'
import { behind, type Results, type Show } from '#lib/strategies/results'
import { periodWords } from '#lib/strategies/words'
import { pageIn, type Search, sizeIn, textIn } from '../../../_web/query.ts'

type Props = { me: Grant<'strategy.read'>; id: number; results: Results; show: Show; query: Search }

/** The pushes behind one number, by the page; those of customers beyond reach are counted and not shown. */
export function Rows({ me, id, results, show, query }: Props) {
  const wanted = textIn(query.period, 10)
  const period = wanted && isPeriod(wanted) ? wanted : undefined
  const all = behind(results, show, period)
  const size = sizeIn(query.size)
  const page = pageWithin(all.length, { page: pageIn(query.page), size })
  const some = all.slice((page - 1) * size, page * size)
  const rows = listOfThese(
    me,
    some.map((one) => one.id),
  )
  const bought = new Map(some.filter((one) => one.bought).map((one) => [one.id, formatFen(one.boughtFen)]))
  const place = { path: `/strategies/${id}`, query }
  return (
    <Section
      title={`${showLabels[show]}：${period ? periodWords(period) : '全部期次'}`}
      sub={`${all.length.toLocaleString('en-US')} 条${rows.length < some.length ? `，本页 ${some.length - rows.length} 条不在你可见的范围` : ''}`}
      deeds={
        <>
          <a href={`/strategies/${id}`}>返回策略</a>
          {can(me.actor, 'strategy.export') && all.length > 0 && (
            <LinkButton href={at({ path: `/strategies/${id}/export`, query }, { page: null, size: null })}>导出</LinkButton>
          )}
        </>
      }
    >
      <PushTable rows={rows} bought={bought} />
      <Pager place={place} page={page} size={size} total={all.length} unit="条" />
    </Section>
  )
}
