import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { findArchive } from '#lib/customers/queries-archive'
import { grant } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { assign } from '../../actions.ts'

export const metadata = { title: '更换负责人' }

export default async function AssignPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('customer.assign')
  const id = await idIn(params)
  const archive = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), id))
  return (
    <>
      <PageHeader title="更换负责人" trail={[{ href: `/customers/${id}`, label: archive.name }]} />
      <Form
        action={assign}
        id="assign"
        submit="更换负责人"
        cancel={{ href: `/customers/${id}` }}
        fields={[
          { kind: 'hidden', name: 'id', value: id },
          { kind: 'hidden', name: 'version', value: archive.version },
          { kind: 'fixed', name: 'now', label: '当前负责人', value: archive.ownerMasked ?? '无' },
          {
            kind: 'select',
            name: 'ownerId',
            label: '新负责人',
            required: true,
            blank: '请选择',
            options: listReached(me).map((u) => ({ value: u.id, label: u.name })),
            help: '生成交接书，由新负责人逐项确认；原负责人为这位客户留下的未完成待办一并移交',
          },
          { kind: 'text', name: 'reason', label: '交接原因（选填）', maxLength: 100 },
        ]}
      />
    </>
  )
}
