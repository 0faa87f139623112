import { MergeForm } from '#components/duplicates/merge-form'
import { PageHeader } from '#components/ui/page-header'
import { findSides } from '#lib/duplicates/queries'
import { allow, idIn, orNotFound } from '../../../../../_web/allow.ts'
import { merge } from '../../actions.ts'

export const metadata = { title: '合并客户' }

export default async function MergePage({ params }: { params: Promise<{ pair: string }> }) {
  const me = await allow('customer.merge')
  const id = await idIn(params.then(({ pair }) => ({ id: pair })))
  const sides = orNotFound(me, () => findSides(me, id))
  return (
    <>
      <PageHeader
        title="合并客户"
        trail={[
          { href: '/customers', label: '客户' },
          { href: '/customers/duplicates', label: '疑似重复' },
        ]}
        sub="逐项选择保留哪一边，30 天内可以撤销"
      />
      <MergeForm action={merge} {...sides} />
    </>
  )
}
