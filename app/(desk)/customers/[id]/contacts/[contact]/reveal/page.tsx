import { ContactRevealForm } from '#components/contacts/reveal-form'
import { PageHeader } from '#components/ui/page-header'
import { allow } from '../../../../../../_web/allow.ts'
import { quotaOf } from '../../../quota.ts'
import { reveal } from '../../actions.ts'
import { type ContactParams, contactFor } from '../../contact.ts'

export const metadata = { title: '查看完整信息' }

export default async function RevealContactPage({ params }: { params: ContactParams }) {
  const me = await allow('contact.reveal')
  const { id, contact, trail } = await contactFor(me, params)
  return (
    <>
      <PageHeader title="查看完整信息" trail={trail} sub={[contact.nameMasked, contact.position].filter(Boolean).join(' ')} />
      <ContactRevealForm action={reveal} customerId={id} contact={contact} quota={quotaOf(me)} />
    </>
  )
}
