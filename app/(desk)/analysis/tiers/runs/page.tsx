import { RunTable } from '#components/tiers/run-table'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { listRuns } from '#lib/tiers/queries'
import { allow } from '../../../../_web/allow.ts'
import { pageIn, type SearchParams, sizeIn } from '../../../../_web/query.ts'

export const metadata = { title: '分层计算记录' }

export default async function RunsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('tier.read')
  const query = await searchParams
  const { rows, total, page, size } = listRuns(me, { page: pageIn(query.page), size: sizeIn(query.size), trials: query.trials === '1' })
  const place = { path: '/analysis/tiers/runs', query }
  return (
    <>
      <PageHeader
        title="分层计算记录"
        sub={`${total.toLocaleString('en-US')} 次`}
        trail={[{ href: '/analysis/tiers', label: '客户分层' }]}
      />
      <Filters place={place} filters={[{ kind: 'check', name: 'trials', label: '包括未应用的试算' }]} />
      <div id="list">
        <RunTable runs={rows} />
        <Pager place={place} page={page} size={size} total={total} unit="次" />
      </div>
    </>
  )
}
