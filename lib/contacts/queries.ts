import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { contacts } from '#db/schema/archive'
import { reveals } from '#db/schema/customers'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import { REVEAL_MS } from '../customers/queries-archive.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { now } from '../kernel/time.ts'
import type { Contact } from './model.ts'

type ContactGrant = Grant<Extract<Permission, `contact.${string}`>>
export type RevealedContact = Partial<Record<'phone' | 'email' | 'contact', string>>

/** The whole row, raw values and all: for commands, never for a page. */
export function findContact(me: ContactGrant, id: number, from: Source = reader()): Contact {
  const contact = from.select().from(contacts).where(eq(contacts.id, id)).get()
  if (!contact) throw new Missing('联系人')
  reachCustomer(me, contact.customerId, from)
  return contact
}

/** One contact of this customer as it may be shown; another customer's is not there (B-04). */
export function findContactPage(me: Grant<'contact.read'>, customerId: number, id: number, from: Source = reader()) {
  const contact = listContacts(me, customerId, from).find((one) => one.id === id)
  if (!contact) throw new Missing('联系人')
  return contact
}

/** A customer's contacts by their masks, who left last (S0-04); in full only what this person has revealed within ten minutes. */
export function listContacts(me: Grant<'contact.read'>, customerId: number, from: Source = reader()) {
  reachCustomer(me, customerId, from)
  const rows = contactsOf(from).all({ customerId })
  const open = rows.length > 0 ? revealedTo(me, customerId, from) : new Map<number, RevealedContact>()
  return rows.map((row) => ({ ...row, revealed: open.get(row.id) ?? {} }))
}

const shown = {
  id: contacts.id,
  nameMasked: contacts.nameMasked,
  position: contacts.position,
  roles: contacts.roles,
  phoneMasked: contacts.phoneMasked,
  emailMasked: contacts.emailMasked,
  channel: contacts.channel,
  birthday: contacts.birthday,
  isLunar: contacts.isLunar,
  preferences: contacts.preferences,
  taboos: contacts.taboos,
  agreesVisits: contacts.agreesVisits,
  agreesMarketing: contacts.agreesMarketing,
  leftOn: contacts.leftOn,
  version: contacts.version,
}

const contactsOf = builtOnce((from) =>
  from
    .select(shown)
    .from(contacts)
    .where(eq(contacts.customerId, sql.placeholder('customerId')))
    .orderBy(isNotNull(contacts.leftOn), asc(contacts.id))
    .prepare(),
)

function revealedTo(me: Grant<'contact.read'>, customerId: number, from: Source) {
  const rows = openReveals(from).all({ me: idOf(me.actor), since: now() - REVEAL_MS, customerId })
  const open = new Map<number, RevealedContact>()
  for (const { id, field, ...raw } of rows)
    if (field !== 'owner' && field !== 'revenue') open.set(id, { ...open.get(id), [field]: raw[field] })
  return open
}

const openReveals = builtOnce((from) =>
  from
    .select({ id: contacts.id, field: reveals.field, phone: contacts.phone, email: contacts.email, contact: contacts.name })
    .from(reveals)
    .innerJoin(contacts, and(eq(contacts.id, reveals.contactId), eq(contacts.customerId, sql.placeholder('customerId'))))
    .where(
      and(
        eq(reveals.userId, sql.placeholder('me')),
        gt(reveals.at, sql.placeholder('since')),
        eq(reveals.customerId, sql.placeholder('customerId')),
      ),
    )
    .prepare(),
)
