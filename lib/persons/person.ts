import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Source } from '#db/client'
import { contacts } from '#db/schema/archive'
import { customers, formerValues } from '#db/schema/customers'
import { ERASED } from '../formats/mask.ts'
import { Missing } from '../kernel/errors.ts'
import type { Person, Ref } from './model.ts'
import { type Known, likesOf } from './words.ts'

type Options = { address: boolean }
type Customer = typeof customers.$inferSelect
type Former = typeof formerValues.$inferSelect

/** Everything a person is known by, from the records that are theirs; throws Missing for a record that is not there. */
export function personOf(refs: readonly Ref[], { address }: Options, from: Source): Person {
  const { archives, people } = recordsOf(refs, from)
  const chosen = from
    .select()
    .from(formerValues)
    .where(inArray(formerValues.id, idsOf(refs, 'former')))
    .all()
  if (archives.length + people.length + chosen.length < refs.length) throw new Missing('这位联系人的记录')
  const formers = [...new Map([...archives.flatMap((one) => formersOf(one, from)), ...chosen].map((one) => [one.id, one])).values()]
  const was = (field: Former['field']) => formers.filter((one) => one.field === field).map(({ value }) => value)
  const persons = archives.filter(({ type }) => type === 'person')
  const customerIds = [...archives.map(({ id }) => id), ...people.map((one) => one.customerId), ...formers.map((one) => one.customerId)]
  return {
    phones: known([...archives.map(({ phone }) => phone), ...people.map(({ phone }) => phone), ...was('phone')]),
    emails: known([...archives.map(({ email }) => email), ...people.map(({ email }) => email)]),
    names: known([
      ...archives.map((one) => one.contact),
      ...persons.map(({ name }) => name),
      ...people.map(({ name }) => name),
      ...was('contact'),
      ...was('name'),
    ]),
    places: address ? known(archives.map((one) => one.address)) : [],
    records: numbered(refs, archives, people, formers, from),
    customers: [...new Set(customerIds)],
    contacts: people.map(({ id }) => id),
    formers: formers.map(({ id }) => id),
  }
}

/** The archives and the further contacts among these records, raw; those that are there. */
export function recordsOf(refs: readonly Ref[], from: Source) {
  const archives = from
    .select()
    .from(customers)
    .where(inArray(customers.id, idsOf(refs, 'customer')))
    .all()
  const people = from
    .select()
    .from(contacts)
    .where(inArray(contacts.id, idsOf(refs, 'contact')))
    .all()
  return { archives, people }
}

/** The ids among these records that are of one kind. */
export const idsOf = (refs: readonly Ref[], kind: Ref['kind']) => refs.filter((ref) => ref.kind === kind).map(({ id }) => id)

/** What of a person's numbers and addresses another living record bears, too: there it stays, and elsewhere it is no sign of this person alone. */
export function sharedOf({ phones, emails, records, contacts: own }: Person, from: Source): string[] {
  const archives = records.filter(({ kind }) => kind === 'customer').map(({ id }) => id)
  const inArchives = (field: 'phone' | 'email', value: string) =>
    from
      .select({ id: customers.id })
      .from(customers)
      .where(eq(customers[field], value))
      .all()
      .some(({ id }) => !archives.includes(id))
  const inContacts = (field: 'phone' | 'email', value: string) =>
    from
      .select({ id: contacts.id })
      .from(contacts)
      .where(eq(contacts[field], value))
      .all()
      .some(({ id }) => !own.includes(id))
  const isShared = (field: 'phone' | 'email') => (value: string) => inArchives(field, value) || inContacts(field, value)
  return [...phones.filter(isShared('phone')), ...emails.filter(isShared('email'))]
}

/** What is this person's alone, to be looked for everywhere. */
export function aloneOf(person: Person, from: Source): Known {
  const shared = new Set(sharedOf(person, from))
  const { phones, emails, names, places } = person
  return { phones: phones.filter((one) => !shared.has(one)), emails: emails.filter((one) => !shared.has(one)), names, places }
}

export const hasWords = (known: Known) => likesOf(known, true).length > 0

// A natural person's former values are all their own; a company's, from when its present contact came.
function formersOf({ id, type }: Customer, from: Source): Former[] {
  const ofArchive = eq(formerValues.customerId, id)
  if (type === 'person')
    return from
      .select()
      .from(formerValues)
      .where(and(ofArchive, inArray(formerValues.field, ['name', 'contact', 'phone'])))
      .all()
  const replaced = from
    .select()
    .from(formerValues)
    .where(and(ofArchive, eq(formerValues.field, 'contact')))
    .all()
  const since = Math.max(0, ...replaced.map(({ replacedAt }) => replacedAt))
  return from
    .select()
    .from(formerValues)
    .where(and(ofArchive, eq(formerValues.field, 'phone'), gt(formerValues.replacedAt, since)))
    .all()
}

type Placed = { id: number; customerId: number }

function numbered(refs: readonly Ref[], archives: Customer[], people: Placed[], formers: Placed[], from: Source): Person['records'] {
  const places: Record<Ref['kind'], Map<number, number>> = {
    customer: new Map(archives.map(({ id }) => [id, id])),
    contact: new Map(people.map((one) => [one.id, one.customerId])),
    former: new Map(formers.map((one) => [one.id, one.customerId])),
  }
  const ids = refs.map(({ kind, id }) => places[kind].get(id) ?? 0)
  const rows = from.select({ id: customers.id, number: customers.number }).from(customers).where(inArray(customers.id, ids)).all()
  const numbers = new Map(rows.map((row) => [row.id, row.number]))
  return refs.map(({ kind, id }, at) => ({ kind, id, number: numbers.get(ids[at] ?? 0) ?? '' }))
}

const known = (words: string[]) => [...new Set(words.filter((word) => word !== '' && word !== ERASED))]
