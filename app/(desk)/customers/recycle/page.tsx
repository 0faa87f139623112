import { BinTable } from '#components/customers/bin-table'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { now } from '#lib/kernel/time'
import { KEPT_DAYS } from '#lib/recycle/model'
import { listDeleted } from '#lib/recycle/queries'
import { allow } from '../../../_web/allow.ts'
import { pageIn, type SearchParams, sizeIn, textIn } from '../../../_web/query.ts'
import { restore } from './actions.ts'

export const metadata = { title: '回收站' }

export default async function RecyclePage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.restore')
  const query = await searchParams
  const q = textIn(query.q)
  const { rows, total, page, size } = listDeleted(me, { q, page: pageIn(query.page), size: sizeIn(query.size) })
  const place = { path: '/customers/recycle', query }
  return (
    <>
      <PageHeader
        title="回收站"
        sub={`${total.toLocaleString('en-US')} 位，保留 ${KEPT_DAYS} 天后彻底删除`}
        trail={[{ href: '/customers', label: '客户' }]}
      />
      <Filters place={place} filters={[{ kind: 'search', name: 'q', label: '搜索回收站', placeholder: '客户名称或编号' }]} />
      <div id="list">
        <BinTable rows={rows} at={now()} restore={restore} isSearch={q !== undefined} />
        <Pager place={place} page={page} size={size} total={total} unit="位" />
      </div>
    </>
  )
}
