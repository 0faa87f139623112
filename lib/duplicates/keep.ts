import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { contacts } from '#db/schema/archive'
import { formerValues } from '#db/schema/customers'
import { masksOf } from '../contacts/model.ts'
import type { Customer } from '../customers/model.ts'
import { now } from '../kernel/time.ts'

/** Whoever was reached under a number that does not stay becomes a contact of the winner. */
export function keepPeople(tx: Tx, wanted: Customer, sides: Customer[], by: number | null): number[] {
  const gone = sides.filter((side) => (side.contact || side.phone) && !(side.contact === wanted.contact && side.phone === wanted.phone))
  return gone.flatMap(({ contact, name, phone, email, position }) => {
    const person = { name: contact || name.slice(0, 50), phone, email }
    if (isThere(tx, wanted.id, person)) return []
    const values = { ...person, ...masksOf(person), position, customerId: wanted.id, createdBy: by, createdAt: now() }
    return [tx.insert(contacts).values(values).returning({ id: contacts.id }).get().id]
  })
}

const isThere = (tx: Tx, customerId: number, { name, phone }: { name: string; phone: string }) =>
  tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.customerId, customerId), eq(contacts.name, name), eq(contacts.phone, phone)))
    .get() !== undefined

/** The loser's number and the name that does not stay are found by search for ever (S0-04). */
export function keepNames(tx: Tx, wanted: Customer, winner: Customer, loser: Customer, by: number | null): number[] {
  const names = [...new Set([winner.name, loser.name])].filter((name) => name !== wanted.name)
  const former = [...names.map((value) => ({ field: 'name' as const, value })), { field: 'number' as const, value: loser.number }]
  return former.map(
    (one) =>
      tx
        .insert(formerValues)
        .values({ ...one, customerId: winner.id, replacedAt: now(), replacedBy: by })
        .returning({ id: formerValues.id })
        .get().id,
  )
}
