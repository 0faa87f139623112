import { ImportTable } from '#components/imports/import-table'
import { LinkButton } from '#components/ui/button'
import { optionsOf } from '#components/ui/field-spec'
import { Filters } from '#components/ui/filters'
import { PageHeader } from '#components/ui/page-header'
import { Pager } from '#components/ui/pager'
import { statuses, statusLabels, targetLabels, targets } from '#lib/imports/labels'
import { listImports } from '#lib/imports/queries'
import { can } from '#lib/kernel/grant'
import { allow } from '../../_web/allow.ts'
import { oneOf, pageIn, type SearchParams, sizeIn } from '../../_web/query.ts'

export const metadata = { title: '导入' }

export default async function ImportsPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('import.read')
  const query = await searchParams
  const filter = {
    target: oneOf(query.target, targets),
    status: oneOf(query.status, statuses),
    page: pageIn(query.page),
    size: sizeIn(query.size),
  }
  const { rows, total, page, size } = listImports(me, filter)
  const place = { path: '/imports', query }
  return (
    <>
      <PageHeader title="导入" sub={`${total.toLocaleString('en-US')} 次`}>
        {can(me.actor, 'import.create') && (
          <LinkButton href="/imports/new" variant="first">
            导入表格
          </LinkButton>
        )}
      </PageHeader>
      <Filters
        place={place}
        filters={[
          { kind: 'select', name: 'target', label: '内容', options: optionsOf(targetLabels) },
          { kind: 'select', name: 'status', label: '状态', options: optionsOf(statusLabels) },
        ]}
      />
      <div id="list">
        <ImportTable rows={rows} filtered={Boolean(filter.target || filter.status)} />
        <Pager place={place} page={page} size={size} total={total} unit="次" />
      </div>
    </>
  )
}
