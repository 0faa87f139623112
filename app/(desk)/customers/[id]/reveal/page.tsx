import { RevealForm, revealWords } from '#components/customers/reveal-form'
import { PageHeader } from '#components/ui/page-header'
import { findArchive, type RevealField } from '#lib/customers/queries-archive'
import { grant } from '#lib/kernel/grant'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import { oneOf, type SearchParams } from '../../../../_web/query.ts'
import { reveal } from '../../actions.ts'
import { quotaOf } from '../quota.ts'

export const metadata = { title: '查看完整信息' }

export default async function RevealPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('customer.reveal')
  const id = await idIn(params)
  const archive = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), id))
  const field = oneOf((await searchParams).field, Object.keys(revealWords) as RevealField[]) ?? 'phone'
  return (
    <>
      <PageHeader
        title={`查看${revealWords[field]}`}
        trail={[
          { href: '/customers', label: '客户' },
          { href: `/customers/${id}`, label: archive.name },
        ]}
      />
      <RevealForm action={reveal} id={id} field={field} quota={quotaOf(me)} cancel={`/customers/${id}`} />
    </>
  )
}
