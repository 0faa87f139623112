import { MergeTable } from '#components/duplicates/merge-table'
import { LinkButton } from '#components/ui/button'
import { PageHeader } from '#components/ui/page-header'
import { at } from '#components/ui/place'
import { listMerges } from '#lib/duplicates/queries-merges'
import { now } from '#lib/kernel/time'
import { allow } from '../../../../_web/allow.ts'
import { pageIn, type SearchParams } from '../../../../_web/query.ts'
import { unmerge } from '../actions.ts'

export const metadata = { title: '合并记录' }

export default async function MergesPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.unmerge')
  const query = await searchParams
  const { rows, more, page } = listMerges(me, { page: pageIn(query.page) })
  const place = { path: '/customers/duplicates/merges', query }
  return (
    <>
      <PageHeader
        title="合并记录"
        sub="合并后 30 天内可以撤销"
        trail={[
          { href: '/customers', label: '客户' },
          { href: '/customers/duplicates', label: '疑似重复' },
        ]}
      />
      <MergeTable rows={rows} at={now()} undo={unmerge} />
      {(page > 1 || more) && (
        <p className="deeds">
          {page > 1 && <LinkButton href={at(place, { page: page - 1 })}>上一页</LinkButton>}
          {more && <LinkButton href={at(place, { page: page + 1 })}>下一页</LinkButton>}
        </p>
      )}
    </>
  )
}
