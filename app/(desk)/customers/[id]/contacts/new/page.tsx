import { randomUUID } from 'node:crypto'
import { contactFields } from '#components/contacts/fields'
import { AlikeCheck } from '#components/duplicates/alike-check'
import { Form } from '#components/ui/form'
import { PageHeader } from '#components/ui/page-header'
import { findArchive } from '#lib/customers/queries-archive'
import { grant } from '#lib/kernel/grant'
import { allow, idIn, orNotFound } from '../../../../../_web/allow.ts'
import { shownAlike } from '../../../check/alike.ts'
import { create } from '../actions.ts'

export const metadata = { title: '新增联系人' }

export default async function NewContactPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await allow('contact.create')
  const id = await idIn(params)
  const archive = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), id))
  return (
    <>
      <PageHeader
        title="新增联系人"
        trail={[
          { href: `/customers/${id}`, label: archive.name },
          { href: `/customers/${id}/contacts`, label: '联系人' },
        ]}
      />
      <Form
        action={create}
        id="contact"
        columns={2}
        submit="保存"
        cancel={{ href: `/customers/${id}/contacts` }}
        guard
        fields={[
          { kind: 'hidden', name: 'once', value: randomUUID() },
          { kind: 'hidden', name: 'customerId', value: id },
          ...contactFields(),
        ]}
      >
        <AlikeCheck form="contact" fields={['phone']} except={id} shown={shownAlike()} />
      </Form>
    </>
  )
}
