import { notFound } from 'next/navigation'
import { Form } from '#components/ui/form'
import { Notice } from '#components/ui/notice'
import { PageHeader } from '#components/ui/page-header'
import { followsRule, isContractKind, type Kind, kindLabels, kinds, ruledName } from '#lib/files/model'
import { findFile, findHolder, reachesFiles } from '#lib/files/queries'
import { allow, idIn, orNotFound } from '../../../../../_web/allow.ts'
import { rename } from '../../../../files/actions.ts'

export const metadata = { title: '修改附件名称' }

export default async function RenamePage({ params }: { params: Promise<{ id: string; file: string }> }) {
  const me = await allow('file.rename')
  const id = await idIn(params)
  const number = await idIn(params.then(({ file }) => ({ id: file })))
  const customer = orNotFound(me, () => findHolder(me, id))
  const file = orNotFound(me, () => findFile(me, number))
  if (file.customerId !== id) notFound()
  const ruled = ruledName(file.kind as Kind, customer.name, file.createdAt)
  const contracts = reachesFiles(me, 'file.readContract', id)
  return (
    <>
      <PageHeader
        title="修改附件名称"
        trail={[
          { href: `/customers/${id}`, label: customer.name },
          { href: `/customers/${id}/files`, label: '附件' },
        ]}
      />
      {!followsRule(file.name) && <Notice tone="warn" title="名称未按规范">{`建议改为：${ruled}`}</Notice>}
      <Form
        action={rename}
        id="file"
        submit="保存"
        cancel={{ href: `/customers/${id}/files` }}
        guard
        fields={[
          { kind: 'hidden', name: 'id', value: file.id },
          { kind: 'hidden', name: 'customerId', value: id },
          { kind: 'fixed', name: 'originalName', label: '原文件名', value: file.originalName },
          {
            kind: 'select',
            name: 'kind',
            label: '附件类型',
            required: true,
            value: file.kind,
            options: kinds.filter((kind) => contracts || !isContractKind(kind)).map((value) => ({ value, label: kindLabels[value] })),
          },
          {
            kind: 'text',
            name: 'name',
            label: '名称',
            required: true,
            maxLength: 150,
            value: file.name,
            help: `规范写法：${ruled}，新版本在末尾加 _v2`,
          },
        ]}
      />
    </>
  )
}
