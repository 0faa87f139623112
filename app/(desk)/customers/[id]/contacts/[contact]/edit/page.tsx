import { contactFields } from '#components/contacts/fields'
import { AlikeCheck } from '#components/duplicates/alike-check'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { allow } from '../../../../../../_web/allow.ts'
import { shownAlike } from '../../../../check/alike.ts'
import { edit } from '../../actions.ts'
import { type ContactParams, contactFor } from '../../contact.ts'

export const metadata = { title: '修改联系人' }

export default async function EditContactPage({ params }: { params: ContactParams }) {
  const me = await allow('contact.edit')
  const { id, contact, trail } = await contactFor(me, params)
  return (
    <>
      <PageHeader title="修改联系人" trail={trail} sub={contact.nameMasked} />
      <Form
        action={edit}
        id="contact"
        columns={2}
        submit="保存"
        cancel={{ href: `/customers/${id}/contacts` }}
        guard
        fields={[
          { kind: 'hidden', name: 'customerId', value: id },
          { kind: 'hidden', name: 'id', value: contact.id },
          { kind: 'hidden', name: 'version', value: contact.version },
          ...contactFields(contact),
        ]}
      >
        <AlikeCheck form="contact" fields={['phone']} except={id} shown={shownAlike()} />
      </Form>
    </>
  )
}
