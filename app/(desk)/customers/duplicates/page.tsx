import { Done } from '#components/done'
import { PairTable } from '#components/duplicates/pair-table'
import { LinkButton } from '#components/ui/button'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { pairReasons } from '#db/schema/duplicates'
import { pairLabels } from '#lib/duplicates/model'
import { listPairs } from '#lib/duplicates/queries'
import { can } from '#lib/kernel/grant'
import { allow } from '../../../_web/allow.ts'
import { oneOf, pageIn, type SearchParams, sizeIn } from '../../../_web/query.ts'
import { dismiss } from './actions.ts'

export const metadata = { title: '疑似重复' }

const reasons = Object.entries(pairLabels).map(([value, label]) => ({ value, label }))

export default async function DuplicatesPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('duplicate.read')
  const { done, ...query } = await searchParams
  const reason = oneOf(query.reason, pairReasons)
  const { rows, total, capped, page, size } = listPairs(me, { reason, page: pageIn(query.page), size: sizeIn(query.size) })
  const place = { path: '/customers/duplicates', query }
  const may = { merge: can(me.actor, 'customer.merge'), dismiss: can(me.actor, 'duplicate.dismiss') }
  return (
    <>
      <PageHeader
        title="疑似重复"
        sub={`${total.toLocaleString('en-US')}${capped ? '+' : ''} 组，每天凌晨重新查找`}
        trail={[{ href: '/customers', label: '客户' }]}
      >
        {may.merge && <LinkButton href="/customers/duplicates/merges">合并记录</LinkButton>}
      </PageHeader>
      <Filters place={place} filters={[{ kind: 'select', name: 'reason', label: '理由', options: reasons }]} />
      <div id="list">
        <PairTable rows={rows} may={may} dismiss={dismiss} filtered={reason !== undefined} />
        <Pager place={place} page={page} size={size} total={total} capped={capped} unit="组" />
      </div>
      <Done word={done} />
    </>
  )
}
