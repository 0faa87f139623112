import { type Column, type SQL, sql } from 'drizzle-orm'
import { profiles } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { purchases } from '#db/schema/followups'
import { ticketScores, tickets } from '#db/schema/tickets'
import { momentsOf, type Span } from './windows.ts'

/** Narrows a reading to the customers asked about: ` and column in (…)`, or nothing where all are. */
export type Who = (column: Column) => SQL
/** Rows of (id, v), one a customer or, with `on`, one a word that `on` says of each customer; a shared one is the same for all and is kept with the run under that word. */
export type Fact = { name: string; rows: (who: Who) => SQL; on?: SQL; shared?: string }

/** Whom labels are worked out for: everybody who has not been taken away. */
export const labelled = sql`${customers.deletedAt} is null and ${customers.status} not in ('merged', 'archived')`
/** 门类, a letter. */
export const section = sql`substr(${customers.industry}, 1, 1)`
/** 大类: the letter of its 门类 and two digits. */
const division = sql`substr(${customers.industry}, 1, 3)`

const named = (name: string, { after, to }: Span) => `${name} ${after} ${to}`
const boughtIn = ({ after, to }: Span) => sql`${purchases.purchasedOn} > ${after} and ${purchases.purchasedOn} <= ${to}`

const ofPurchases = (name: string, span: Span, figure: SQL): Fact => ({
  name: named(name, span),
  rows: (who) =>
    sql`select ${purchases.customerId} as id, ${figure} as v from ${purchases} where ${boughtIn(span)}${who(purchases.customerId)} group by ${purchases.customerId}`,
})

export const amountIn = (span: Span) => ofPurchases('amount', span, sql`sum(${purchases.amountFen})`)
export const purchasesIn = (span: Span) => ofPurchases('purchases', span, sql`count(*)`)

/** What all customers of a 大类 bought together; summed up by customer first, so that customers are read in the order in which they lie. */
export const divisionIn = (span: Span, size: number): Fact => ({
  name: named('division', span),
  shared: `division:${size}`,
  on: division,
  rows: () =>
    sql`select ${division} as id, sum(s.v) as v from (${amountIn(span).rows(() => sql``)}) s join ${customers} on ${customers.id} = s.id where ${labelled} and length(${customers.industry}) = 3 group by 1`,
})

const dayOfPurchase =
  (name: string, figure: SQL) =>
  (day: string): Fact => ({
    name: `${name} ${day}`,
    rows: (who) =>
      sql`select ${purchases.customerId} as id, ${figure} as v from ${purchases} where ${purchases.purchasedOn} <= ${day}${who(purchases.customerId)} group by ${purchases.customerId}`,
  })

export const firstPurchase = dayOfPurchase('first', sql`min(${purchases.purchasedOn})`)
export const lastPurchase = dayOfPurchase('last', sql`max(${purchases.purchasedOn})`)

const ofTickets = (name: string, span: Span, which: SQL): Fact => ({
  name: named(name, span),
  rows(who) {
    const { from, until } = momentsOf(span)
    return sql`select ${tickets.customerId} as id, count(*) as v from ${tickets} where ${tickets.createdAt} >= ${from} and ${tickets.createdAt} <= ${until} and ${tickets.status} <> 'void' and ${which}${who(tickets.customerId)} group by ${tickets.customerId}`
  },
})

export const complaintsIn = (span: Span) => ofTickets('complaints', span, sql`${tickets.kind} = 'complaint'`)
export const repeatsIn = (span: Span) =>
  ofTickets('repeats', span, sql`${tickets.kind} = 'complaint' and ${tickets.repeatOfId} is not null`)

/** Of several scores of a ticket the last up to the day counts, and its moment. */
export const lowestScoreIn = (span: Span): Fact => ({
  name: named('lowest', span),
  rows(who) {
    const { from, until } = momentsOf(span)
    const last = sql`select max(s.id) from ticket_scores s where s.ticket_id = ${tickets.id} and s.at <= ${until}`
    return sql`select ${tickets.customerId} as id, min(${ticketScores.score}) as v from ${tickets} join ${ticketScores} on ${ticketScores.ticketId} = ${tickets.id} where ${tickets.score} is not null and ${tickets.status} <> 'void' and ${ticketScores.at} between ${from} and ${until} and ${ticketScores.id} = (${last})${who(tickets.customerId)} group by ${tickets.customerId}`
  },
})

export const openTickets: Fact = {
  name: 'open',
  rows: (who) =>
    sql`select ${tickets.customerId} as id, count(*) as v from ${tickets} where ${tickets.status} not in ('closed', 'void')${who(tickets.customerId)} group by ${tickets.customerId}`,
}

export const category: Fact = {
  name: 'category',
  rows: (who) =>
    sql`select ${profiles.id} as id, ${profiles.serviceCategory} as v from ${profiles} where ${profiles.serviceCategory} is not null${who(profiles.id)}`,
}
