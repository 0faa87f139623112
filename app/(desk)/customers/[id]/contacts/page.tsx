import { ContactCard } from '#components/contacts/contact-card'
import { Done } from '#components/done'
import { LinkButton } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { PageHeader } from '#components/ui/page-header'
import { Section } from '#components/ui/section'
import { listContacts } from '#lib/contacts/queries'
import { findArchive } from '#lib/customers/queries-archive'
import { grant } from '#lib/kernel/grant'
import { today } from '#lib/kernel/time'
import { mayWith } from '#lib/sharing/queries'
import { allow, idIn, orNotFound } from '../../../../_web/allow.ts'
import type { SearchParams } from '../../../../_web/query.ts'
import { comeBack } from './actions.ts'

export const metadata = { title: '联系人' }

export default async function ContactsPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: SearchParams }) {
  const me = await allow('contact.read')
  const id = await idIn(params)
  const archive = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), id))
  const contacts = orNotFound(me, () => listContacts(me, id))
  const mayHere = mayWith(grant(me.actor, 'customer.read'), id)
  const may = { edit: mayHere('contact.edit'), leave: mayHere('contact.leave'), reveal: mayHere('contact.reveal') }
  const here = contacts.filter(({ leftOn }) => leftOn === null)
  const gone = contacts.filter(({ leftOn }) => leftOn !== null)
  const cards = (some: typeof contacts) =>
    some.map((contact) => <ContactCard key={contact.id} contact={contact} customerId={id} may={may} day={today()} comeBack={comeBack} />)
  return (
    <>
      <PageHeader
        title="联系人"
        trail={[
          { href: '/customers', label: '客户' },
          { href: `/customers/${id}`, label: archive.name },
        ]}
        sub={`${here.length} 位`}
      >
        {mayHere('contact.create') && (
          <LinkButton href={`/customers/${id}/contacts/new`} variant="first">
            新增联系人
          </LinkButton>
        )}
      </PageHeader>
      {contacts.length === 0 && (
        <EmptyState
          title="还没有其他联系人"
          text={`档案上的联系人是 ${archive.contactMasked}。把决策人、使用人、采购经办也记下来，换人时不会断线。`}
        />
      )}
      {cards(here)}
      {gone.length > 0 && (
        <Section title="已离职" sub="仍可搜索到">
          {cards(gone)}
        </Section>
      )}
      <Done word={(await searchParams).done} />
    </>
  )
}
