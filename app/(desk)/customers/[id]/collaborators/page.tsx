import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { findCustomer } from '#lib/customers/queries'
import { listCandidates } from '#lib/sharing/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { add } from '../../../collaborations/actions.ts'

export const metadata = { title: '添加协作人' }

export default async function AddCollaboratorPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('collaborator.add')
  const id = await idIn(params)
  const { name } = orNotFound(me, () => findCustomer(me, id))
  const candidates = listCandidates(me, id)
  return (
    <>
      <PageHeader title="添加协作人" trail={[{ href: `/customers/${id}`, label: name }]} />
      {candidates.length === 0 ? (
        <Notice>没有可以添加的同事：在用的同事都已经能查看这位客户。</Notice>
      ) : (
        <Form
          action={add}
          id="collaborator"
          submit="添加协作人"
          cancel={{ href: `/customers/${id}` }}
          fields={[
            { kind: 'hidden', name: 'customerId', value: id },
            {
              kind: 'select',
              name: 'userId',
              label: '同事',
              required: true,
              options: candidates.map((one) => ({ value: one.id, label: one.department ? `${one.name}（${one.department}）` : one.name })),
              help: '协作人可以查看客户的全部资料，新增跟进、联系人、待办和附件；不能修改档案、更换负责人或删除',
            },
          ]}
        />
      )}
    </>
  )
}
