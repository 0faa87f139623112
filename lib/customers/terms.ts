import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { collaborators, contacts, profiles } from '#db/schema/archive'
import { customers, customerTerms } from '#db/schema/customers'
import { listFormer } from './queries-archive.ts'
import { termsOf } from './search-words.ts'

/** Writes anew the words a living customer is found by, from all that is known of it now; one in the recycle bin has none. */
export function renewTerms(tx: Tx, id: number) {
  const customer = tx.select().from(customers).where(eq(customers.id, id)).get()
  if (!customer || customer.deletedAt !== null) return
  const people = tx.select({ name: contacts.name, phone: contacts.phone }).from(contacts).where(eq(contacts.customerId, id)).all()
  const profile = tx.select().from(profiles).where(eq(profiles.id, id)).get()
  const helpers = tx.select({ id: collaborators.userId }).from(collaborators).where(eq(collaborators.customerId, id)).all()
  const terms = termsOf(customer, listFormer(id, tx), { people, profile, helpers: helpers.map((one) => one.id) })
  tx.insert(customerTerms).values({ id, terms }).onConflictDoUpdate({ target: customerTerms.id, set: { terms } }).run()
}
