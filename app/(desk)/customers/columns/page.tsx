import { ColumnForm } from '#components/customers/column-form'
import { PageHeader } from '#components/ui/page-header'
import { MOST_COLUMNS } from '#lib/customers/labels'
import { grant } from '#lib/kernel/grant'
import { columnsOf } from '#lib/views/queries'
import { allow } from '../../../_web/allow.ts'
import { arrange } from './actions.ts'

export const metadata = { title: '列设置' }

export default async function ColumnsPage() {
  const me = await allow('customer.read')
  return (
    <>
      <PageHeader
        title="列设置"
        sub={`最多 ${MOST_COLUMNS} 列，只影响你自己；导出按同样的列`}
        trail={[{ href: '/customers', label: '客户' }]}
      />
      <ColumnForm action={arrange} shown={columnsOf(grant(me.actor, 'view.read'))} />
    </>
  )
}
