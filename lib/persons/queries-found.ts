import { and, count, eq, inArray, or, type SQL } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { contacts, files } from '#db/schema/archive'
import { customers, formerValues } from '#db/schema/customers'
import { listCustomerIds } from '../customers/list.ts'
import { ERASED, maskEmail, maskName } from '../formats/mask.ts'
import { maskPhone, normalisePhone } from '../formats/phone.ts'
import { grant } from '../kernel/grant.ts'
import type { Found, Ref } from './model.ts'
import { idsOf } from './person.ts'
import type { PersonGrant } from './queries.ts'

/** No page shows more records of one person. */
export const MOST_FOUND = 100
const MOST_ASKED = 1000

/** Where a person stands, also in the recycle bin, by the whole number or e-mail; by the whole name among living archives. Masked; at most a hundred. */
export function findPersons(me: PersonGrant, q: string, from: Source = reader()): Found[] {
  const text = q.trim()
  const phone = normalisePhone(text)
  if (phone) return all(from, eq(customers.phone, phone), eq(contacts.phone, phone), eq(formerValues.value, phone))
  if (text.includes('@')) return all(from, eq(customers.email, text), eq(contacts.email, text))
  if (text.length < 2 || text === ERASED) return []
  const ids = listCustomerIds(grant(me.actor, 'customer.read'), { q: text }, MOST_ASKED, from)
  const byName = and(
    inArray(customers.id, ids),
    or(eq(customers.contact, text), and(eq(customers.type, 'person'), eq(customers.name, text))),
  )
  return all(
    from,
    byName!,
    and(inArray(contacts.customerId, ids), eq(contacts.name, text))!,
    and(inArray(formerValues.customerId, ids), eq(formerValues.value, text))!,
  )
}

/** These records as a page may show them; what is not there any more is left out. */
export function listFound(_me: PersonGrant, refs: readonly Ref[], from: Source = reader()): Found[] {
  const of = (kind: Ref['kind']) => idsOf(refs, kind)
  return all(from, inArray(customers.id, of('customer')), inArray(contacts.id, of('contact')), inArray(formerValues.id, of('former')))
}

function all(from: Source, ofCustomer: SQL, ofContact: SQL, ofFormer?: SQL): Found[] {
  return [...archives(from, ofCustomer), ...further(from, ofContact), ...(ofFormer ? former(from, ofFormer) : [])].slice(0, MOST_FOUND)
}

const place = {
  customerId: customers.id,
  number: customers.number,
  customer: customers.name,
  type: customers.type,
  deletedAt: customers.deletedAt,
}

function archives(from: Source, where: SQL): Found[] {
  const rows = from
    .select({
      ...place,
      name: customers.contact,
      phone: customers.phone,
      email: customers.email,
      address: customers.address,
      note: customers.note,
    })
    .from(customers)
    .where(where)
    .orderBy(customers.id)
    .limit(MOST_FOUND)
    .all()
  return rows.map((row) => ({
    ...told(row),
    kind: 'customer',
    id: row.customerId,
    more: [row.address && '地址', row.note && '备注'].filter((word) => word !== ''),
    files: row.type === 'person' ? filesOf(from, eq(files.customerId, row.customerId)) : 0,
  }))
}

function further(from: Source, where: SQL): Found[] {
  const rows = from
    .select({ ...place, contact: contacts })
    .from(contacts)
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(where)
    .orderBy(contacts.id)
    .limit(MOST_FOUND)
    .all()
  return rows.map(({ contact, ...row }) => ({
    ...told({ ...row, ...contact }),
    kind: 'contact',
    id: contact.id,
    more: [contact.birthday && '生日', contact.preferences && '偏好', contact.taboos && '忌讳'].filter((word) => word !== ''),
    files: filesOf(from, eq(files.contactId, contact.id)),
  }))
}

function former(from: Source, where: SQL): Found[] {
  const rows = from
    .select({ ...place, id: formerValues.id, field: formerValues.field, value: formerValues.value })
    .from(formerValues)
    .innerJoin(customers, eq(customers.id, formerValues.customerId))
    .where(where)
    .orderBy(formerValues.id)
    .limit(MOST_FOUND)
    .all()
  return rows
    .filter(({ field, type }) => field === 'contact' || field === 'phone' || type === 'person')
    .map(({ id, field, value, ...row }) => ({
      ...told({ ...row, name: field === 'phone' ? '' : value, phone: field === 'phone' ? value : '', email: '' }),
      kind: 'former',
      id,
      more: [],
      files: 0,
    }))
}

type Row = {
  customerId: number
  number: string
  customer: string
  type: string
  deletedAt: number | null
  name: string
  phone: string
  email: string
}

const told = ({ customerId, number, customer, type, deletedAt, name, phone, email }: Row) => ({
  customerId,
  number,
  customer: type === 'person' ? maskName(customer) : customer,
  isPerson: type === 'person',
  isDeleted: deletedAt !== null,
  name: maskName(name),
  phone: maskPhone(phone),
  email: maskEmail(email),
})

const filesOf = (from: Source, where: SQL) => from.select({ n: count() }).from(files).where(where).get()?.n ?? 0
