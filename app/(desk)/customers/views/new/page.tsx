import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { can } from '#lib/kernel/grant'
import { allow } from '../../../../_web/allow.ts'
import type { SearchParams } from '../../../../_web/query.ts'
import { questionInWords } from '../../bulk/which.ts'
import { searchOf } from '../../view-query.ts'
import { save } from '../actions.ts'

export const metadata = { title: '保存视图' }

export default async function NewViewPage({ searchParams }: { searchParams: SearchParams }) {
  const me = await allow('customer.read')
  const query = searchOf(await searchParams)
  const back = query ? `/customers?${query}` : '/customers'
  return (
    <>
      <PageHeader title="保存视图" trail={[{ href: back, label: '客户' }]} />
      <Form
        action={save}
        id="view"
        submit="保存视图"
        cancel={{ href: back }}
        fields={[
          { kind: 'hidden', name: 'page', value: 'customers' },
          { kind: 'hidden', name: 'query', value: query },
          { kind: 'fixed', name: 'words', label: '筛选条件', value: questionInWords(me, query) },
          { kind: 'text', name: 'name', label: '视图名称', required: true, maxLength: 20, autoFocus: true, help: '例如 本周到期的 VIP' },
          ...(can(me.actor, 'view.create')
            ? [{ kind: 'checkbox' as const, name: 'shared', label: '共享给同事', help: '同事看到的是各自范围内的客户' }]
            : []),
        ]}
      />
    </>
  )
}
