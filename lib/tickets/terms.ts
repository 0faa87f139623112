import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { collaborators } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { tickets, ticketTerms } from '#db/schema/tickets'
import { distinctWords, searchTerms, textTerms } from '../formats/search.ts'
import { isOpen, type Ticket } from './model.ts'

const kinds = ['liv', 'hnd', 'crt', 'own', 'odp', 'col', 'dep', 'que', 'sts', 'opn', 'knd', 'typ', 'urg', 'cus', 'rep'] as const
export type FacetKind = (typeof kinds)[number]
type Customer = { ownerId: number | null; departmentId: number | null; deletedAt: number | null }

/** Words with an underscore, which no typed text can contain: hnd_5, sts_working … */
export const facet = (kind: FacetKind, value: string | number) => `${kind}_${value}`

/** Everything a ticket is found by, between spaces, so that a trigger can exchange one facet: number, words of the description, facets for filters and scopes. */
export function termsOf(t: Ticket, customer: Customer, collaborating: number[] = []): string {
  const facets = [
    facet('liv', customer.deletedAt === null ? 1 : 0),
    facet('hnd', t.handlerId ?? 0),
    facet('crt', t.createdBy ?? 0),
    facet('own', customer.ownerId ?? 0),
    facet('odp', customer.departmentId ?? 0),
    ...collaborating.map((user) => facet('col', user)),
    facet('dep', t.departmentId ?? 0),
    ...(t.status === 'unassigned' ? [facet('que', t.departmentId ?? 0)] : []),
    facet('sts', t.status),
    facet('opn', isOpen(t.status) ? 1 : 0),
    facet('knd', t.kind),
    ...(t.typeId ? [facet('typ', t.typeId)] : []),
    facet('urg', t.urgency),
    facet('cus', t.customerId),
    ...(t.repeatOfId ? [facet('rep', 1)] : []),
  ]
  return ` ${distinctWords(searchTerms({ numbers: [t.number] }), textTerms(t.description), ...facets)} `
}

/** Writes anew the words a ticket is found by, from all that is known of it now. */
export function renewTerms(tx: Tx, ticket: Ticket) {
  const customer = tx
    .select({ ownerId: customers.ownerId, departmentId: customers.departmentId, deletedAt: customers.deletedAt })
    .from(customers)
    .where(eq(customers.id, ticket.customerId))
    .get()!
  const helping = tx.select({ id: collaborators.userId }).from(collaborators).where(eq(collaborators.customerId, ticket.customerId)).all()
  const terms = termsOf(
    ticket,
    customer,
    helping.map(({ id }) => id),
  )
  tx.insert(ticketTerms).values({ id: ticket.id, terms }).onConflictDoUpdate({ target: ticketTerms.id, set: { terms } }).run()
}

/** The same for all tickets of these customers that stand in the index: who is to find them has changed. */
export function renewTermsOf(tx: Tx, customerIds: number[]) {
  const known = and(inArray(tickets.customerId, customerIds), sql`exists (select 1 from ${ticketTerms} t where t.id = ${tickets.id})`)
  for (const ticket of tx.select().from(tickets).where(known).all()) renewTerms(tx, ticket)
}
