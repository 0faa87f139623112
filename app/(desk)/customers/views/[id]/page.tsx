import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { grant } from '#lib/kernel/grant'
import { findOwnView } from '#lib/views/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { questionInWords } from '../../bulk/which.ts'
import { rename } from '../actions.ts'

export const metadata = { title: '修改视图' }

export default async function ViewPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('view.rename')
  const id = await idIn(params)
  const view = orNotFound(me, () => findOwnView(me, id))
  return (
    <>
      <PageHeader title="修改视图" trail={[{ href: '/customers/views', label: '视图' }]} />
      <Form
        action={rename}
        id="view"
        submit="保存"
        cancel={{ href: '/customers/views' }}
        fields={[
          { kind: 'hidden', name: 'id', value: id },
          { kind: 'fixed', name: 'words', label: '筛选条件', value: questionInWords(grant(me.actor, 'customer.read'), view.query) },
          { kind: 'text', name: 'name', label: '视图名称', required: true, maxLength: 20, value: view.name },
          { kind: 'checkbox', name: 'shared', label: '共享给同事', value: view.shared ? 'on' : '', help: '同事看到的是各自范围内的客户' },
        ]}
      />
    </>
  )
}
