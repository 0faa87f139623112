import { findContactPage } from '#lib/contacts/queries'
import { findArchive } from '#lib/customers/queries-archive'
import { grant } from '#lib/kernel/grant'
import type { Permission } from '#lib/kernel/permissions'
import { type allow, idIn, orNotFound } from '../../../../_web/allow.ts'

export type ContactParams = Promise<{ id: string; contact: string }>

/** The customer and the contact that an address names, for whoever may do this to a contact. */
export async function contactFor(me: Awaited<ReturnType<typeof allow<Permission>>>, params: ContactParams) {
  const id = await idIn(params)
  const contactId = await idIn(params.then(({ contact }) => ({ id: contact })))
  const archive = orNotFound(me, () => findArchive(grant(me.actor, 'customer.read'), id))
  const contact = orNotFound(me, () => findContactPage(grant(me.actor, 'contact.read'), id, contactId))
  const trail = [
    { href: `/customers/${id}`, label: archive.name },
    { href: `/customers/${id}/contacts`, label: '联系人' },
  ]
  return { id, archive, contact, trail }
}
