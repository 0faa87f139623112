import { roleWords } from '#lib/contacts/model'
import type { listContacts } from '#lib/contacts/queries'
import { Section } from '../ui/section.tsx'
import { TodoList } from '../ui/todo-list.tsx'

type Props = { contacts: ReturnType<typeof listContacts>; customerId: number; mayAdd: boolean }

const SHOWN = 5

/** The people at a customer beside the archive's own contact, those who are there first; the whole of each stands on their page. */
export function ContactList({ contacts, customerId, mayAdd }: Props) {
  const place = `/customers/${customerId}/contacts`
  const gone = contacts.filter(({ leftOn }) => leftOn !== null).length
  const deeds = (
    <>
      {contacts.length > 0 && <a href={place}>全部 {contacts.length} 位</a>}
      {mayAdd && <a href={`${place}/new`}>新增联系人</a>}
    </>
  )
  return (
    <Section title="其他联系人" sub={gone > 0 ? `${gone} 位已离职` : undefined} deeds={deeds}>
      {contacts.length === 0 ? (
        <p className="none">还没有记录</p>
      ) : (
        <TodoList
          items={contacts.slice(0, SHOWN).map((contact) => ({
            id: contact.id,
            when: contact.revealed.contact ?? contact.nameMasked,
            title: [contact.position, contact.revealed.phone ?? contact.phoneMasked].filter(Boolean).join(' · ') || '未填写职位',
            href: `${place}#contact-${contact.id}`,
            done: contact.leftOn !== null,
            note: contact.leftOn ? `${contact.leftOn} 离职` : contact.taboos && `忌讳：${contact.taboos}`,
            badges: roleWords(contact.roles).map((text) => ({ text })),
          }))}
        />
      )}
    </Section>
  )
}
