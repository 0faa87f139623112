import { listContacts } from '#lib/contacts/queries'
import type { findArchive } from '#lib/customers/queries-archive'
import { type Grant, grant } from '#lib/kernel/grant'
import { completenessOf } from '#lib/profiles/completeness'
import { tagParts } from '#lib/profiles/model'
import { cooperationOf, findProfile } from '#lib/profiles/queries'
import { satisfactionOf } from '#lib/scores/queries'
import { mayWith } from '#lib/sharing/queries'

/** Everything the digital picture of one customer consists of, as far as this person may see and tell it. */
export function pictureOf(me: Grant<'customer.read'>, archive: ReturnType<typeof findArchive>, may = mayWith(me, archive.id)) {
  const { id } = archive
  const profile = findProfile(me, id)
  const contacts = may('contact.read') ? listContacts(grant(me.actor, 'contact.read'), id) : []
  return {
    profile,
    contacts,
    parts: tagParts(archive, profile),
    completeness: completenessOf(archive, profile, contacts),
    cooperation: may('purchase.read') ? cooperationOf(grant(me.actor, 'purchase.read'), id) : undefined,
    satisfaction: may('ticket.read') ? satisfactionOf(grant(me.actor, 'ticket.read'), id) : undefined,
    ways: {
      archive: may('customer.edit') ? `/customers/${id}/edit` : undefined,
      contacts: may('contact.create') ? `/customers/${id}/contacts` : undefined,
      profile: may('profile.edit') ? `/customers/${id}/profile` : undefined,
    },
  }
}
