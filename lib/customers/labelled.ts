import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { literal } from '#db/statements'
import { CAP } from '../kernel/pages.ts'
import { findTierName } from '../tiers/list.ts'
import { facet } from './search-words.ts'
import { FEW, numberOf } from './sums.ts'

/** A label that is asked for; `size`: how many have it, up to LOOK; `isRest`: what nobody has who has any other. */
export type Label = { id: number; size: number; isRest: boolean }
/**
 * What else is asked: words of the index with their reach; dates of the customer's row and of the label's own; all but the dates, of one
 * customer at a time; and of that whose they are, where an index of dates leads by it.
 */
type Beside = { match: string; range?: SQL; days?: SQL; each?: SQL; scope?: SQL }

// So many are counted to see which is fewer: of a label's index, of the words, which are quicker.
const LOOK = 100_000
const WORDS = 300_000
/** Up to so many are put in a set of their own, which is quicker to ask than the index. */
const SET = 50_000
/** Reading a customer's row costs so many words of the index, a date with the question for the label so many. */
const ROW = 8
const DATE = 2
const MOST = Number.POSITIVE_INFINITY

const sizeOf = (id: number, from: Source) => numberOf(sql`select 1 from customer_tiers where tier_id = ${id}`, from, LOOK)

/** The label that a filter names; undefined where there is none such. */
export function labelOf(word: string, from: Source): Label | undefined {
  const tier = findTierName(word, from)
  return tier && { id: tier.id, isRest: tier.isRest, size: tier.isRest ? LOOK : sizeOf(tier.id, from) }
}

/** Whether a customer has it, asked of the number alone; `customer` is the number, in a query that knows it by another name. */
export function hasLabel({ id, size, isRest }: Label, customer: SQL = sql`${customers.id}`): SQL {
  if (isRest) return sql`${customer} not in ${putAway} and not exists (select 1 from customer_tiers t where t.customer_id = ${customer})`
  return size < SET
    ? sql`+${customer} in (select customer_id from customer_tiers where tier_id = ${id})`
    : sql`exists (select 1 from customer_tiers t where t.tier_id = ${id} and t.customer_id = ${customer})`
}

// Who is merged or archived is nobody's rest (the run leaves them out too).
const putAway = sql`(select rowid from customer_search where customer_search match ${`"${facet('sts', 'merged')}" OR "${facet('sts', 'archived')}"`})`

/** Up to CAP + 1 customers with a label and what else is asked, gathered along whichever index leaves fewest. */
export function gather(label: Label, beside: Beside, from: Source): number[] {
  return from.all<{ id: number }>(sql`${along(label, beside, from)} limit ${literal(CAP + 1)}`).map(({ id }) => id)
}

function along(label: Label, { match, range, days, each, scope }: Beside, from: Source): SQL {
  if (!each && !label.isRest) return ownOf(label, days)
  const near = range && and(range, scope, isNull(customers.deletedAt))
  const own = label.isRest ? MOST : sizeWithin(label, days, from)
  if (own <= FEW) return fitting(ownOf(label, days), each)
  const ways = [
    { cost: own * ROW, found: () => fitting(ownOf(label, days), each) },
    { cost: match ? wordsOf(match, from) * (range ? ROW : 1) : MOST, found: () => alongWords(label, match, range) },
    {
      cost: near ? numberOf(sql`select 1 from customers where ${near}`, from, LOOK) * DATE : MOST,
      found: () => alongDates(label, near, each),
    },
  ]
  const least = ways.reduce((best, way) => (way.cost < best.cost ? way : best))
  return least.cost < MOST ? least.found() : sql`select id from customers where ${whole(label, each)}`
}

const sizeWithin = (label: Label, days: SQL | undefined, from: Source) =>
  days ? numberOf(sql`select 1 from customer_tiers where ${has(label)} and ${days}`, from, LOOK) : label.size

// How many words find, up to WORDS; where there are very many customers the oldest tenth of them tells about how many.
function wordsOf(match: string, from: Source) {
  const last = from.get<{ id: number | null }>(sql`select max(id) as id from customers`)?.id ?? 0
  const share = last > LOOK ? 10 : 1
  const some = sql`select 1 from customer_search where customer_search match ${match} and rowid <= ${Math.ceil(last / share)}`
  return numberOf(some, from, WORDS / share) * share
}

const alongWords = (label: Label, match: string, range?: SQL) =>
  range
    ? sql`select customers.id from customer_search s cross join customers on customers.id = s.rowid where s.customer_search match ${match} and ${hasLabel(label, sql`s.rowid`)} and ${range}`
    : sql`select rowid as id from customer_search where customer_search match ${match} and ${hasLabel(label, sql`customer_search.rowid`)}`

// The label is asked along the index of the dates, and only of whom it fits a row is read.
const alongDates = (label: Label, near: SQL | undefined, each?: SQL) =>
  fitting(sql`select customers.id from customers where ${near} and ${hasLabel(label)}`, each)

/** Of customers found in an order those that fit, in that order. */
export const fitting = (found: SQL, each?: SQL) =>
  each ? sql`select customers.id from (${found} limit -1) l cross join customers on customers.id = l.id where ${each}` : found

/** All that is asked, of one customer at a time. */
export const whole = (label: Label, each?: SQL) => and(isNull(customers.deletedAt), each, hasLabel(label))

const has = ({ id }: Label) => sql`customer_tiers.tier_id = ${id}`

/** All who have a label, by an index of its own, and whose dates fit. */
export const ownOf = (label: Label, days?: SQL, index?: SQL) =>
  sql`select customer_id as id from customer_tiers ${index ?? sql``} where ${has(label)} and ${and(days, sql`customer_id not in (select id from customers where deleted_at is not null)`)}`
