import { ViewTable } from '#components/customers/view-table'
import { Done } from '#components/done'
import { PageHeader } from '#components/ui/page-header'
import { grant } from '#lib/kernel/grant'
import { listViews } from '#lib/views/queries'
import { allow } from '../../../_web/allow.ts'
import type { SearchParams } from '../../../_web/query.ts'
import { questionInWords } from '../bulk/which.ts'
import { remove } from './actions.ts'

export const metadata = { title: '视图' }

export default async function ViewsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.read')
  const { done } = await searchParams
  const views = listViews(grant(me.actor, 'view.read'), 'customers').map((view) => ({ ...view, words: questionInWords(me, view.query) }))
  return (
    <>
      <PageHeader title="视图" sub={`${views.length} 个`} trail={[{ href: '/customers', label: '客户' }]} />
      <ViewTable views={views} remove={remove} />
      <Done word={done} />
    </>
  )
}
