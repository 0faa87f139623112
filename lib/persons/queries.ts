import { and, count, desc, eq, inArray, isNull, or, type SQL } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { contacts, files } from '#db/schema/archive'
import { customers, formerValues } from '#db/schema/customers'
import { erasures } from '#db/schema/persons'
import { listCustomerIds } from '../customers/list.ts'
import { ERASED, maskEmail, maskName } from '../formats/mask.ts'
import { maskPhone, normalisePhone } from '../formats/phone.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, grant } from '../kernel/grant.ts'
import { type Copy, copyOf } from './copy.ts'
import { isAmong } from './hashes.ts'
import type { Erasure, Found, Ref } from './model.ts'
import { aloneOf, personOf } from './person.ts'
import type { Known } from './words.ts'

export type PersonGrant = Grant<'person.copy' | 'person.erase'>

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
  const of = (kind: Ref['kind']) => refs.filter((ref) => ref.kind === kind).map(({ id }) => id)
  return all(from, inArray(customers.id, of('customer')), inArray(contacts.id, of('contact')), inArray(formerValues.id, of('former')))
}

/** Erasures that were carried out, newest first. */
export function listErasures(_me: PersonGrant, { page = 1, size = 50 }: { page?: number; size?: number } = {}, from: Source = reader()) {
  const total = from.select({ n: count() }).from(erasures).get()?.n ?? 0
  const rows = from
    .select()
    .from(erasures)
    .orderBy(desc(erasures.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total }
}

/** One erasure, for its certificate; throws Missing. */
export function findErasure(_me: PersonGrant, id: number, from: Source = reader()): Erasure {
  const row = from.select().from(erasures).where(eq(erasures.id, id)).get()
  if (!row) throw new Missing('删除记录')
  return row
}

/** Erasures whose files and log are not cleared yet. */
export const listUnsettled = (from: Source = reader()): Erasure[] => from.select().from(erasures).where(isNull(erasures.settledAt)).all()

/** Every erasure there is, for the ledger beside the database. */
export const listAllErasures = (from: Source = reader()): Erasure[] => from.select().from(erasures).orderBy(erasures.id).all()

/** Of the records of an erasure those that still bear what was erased, by its hashes, with the words to look for; for a state from before it. */
export function findStill(records: readonly Ref[], hashes: readonly string[], from: Source = reader()): { refs: Ref[]; known: Known } {
  const refs = records.filter((ref) => {
    try {
      return isAmong(personOf([ref], { address: false }, from), hashes)
    } catch (error) {
      if (error instanceof Missing) return false
      throw error
    }
  })
  return { refs, known: aloneOf(personOf(refs, { address: true }, from), from) }
}

/** What of a person is looked for everywhere, before they are erased; throws Missing. */
export const findKnown = (_me: PersonGrant, refs: readonly Ref[], address: boolean, from: Source = reader()): Known =>
  aloneOf(personOf(refs, { address }, from), from)

/** Whether any file still has this content. */
export const isContentUsed = (sha256: string, from: Source = reader()) =>
  from.select({ id: files.id }).from(files).where(eq(files.sha256, sha256)).limit(1).get() !== undefined

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

/** All that is stored about one person, raw, for the copy they asked for; throws Missing. */
export const findCopy = (_me: Grant<'person.copy'>, refs: readonly Ref[], from: Source = reader()): Copy =>
  copyOf(personOf(refs, { address: false }, from), refs, from)
