import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { literal } from '#db/statements'
import { CAP } from '../kernel/pages.ts'
import { findTierName } from '../tiers/list.ts'
import { facet } from './search-words.ts'
import { numberOf } from './sums.ts'

/** A label that is asked for; `size`: how many have it, up to LOOK; `isRest`: what nobody has who has any other. */
export type Label = { id: number; size: number; isRest: boolean }
/** What else is asked: words of the index with their reach, dates, and all but the dates of one customer at a time. */
type Beside = { match: string; range: SQL | undefined; each: SQL | undefined }

// So many are counted to see which is fewer: of a label's index, of the words, which are quicker.
const LOOK = 100_000
const WORDS = 300_000
/** Up to so many are put in a set of their own, which is quicker to ask than the index. */
const SET = 50_000
/** Reading a customer's row costs so many words of the index, a date with the question for the label so many. */
const ROW = 8
const DATE = 2
const MANY = WORDS * ROW

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

function along(label: Label, { match, range, each }: Beside, from: Source): SQL {
  if (!label.isRest && !match && !range && !each) return labelledOnly(label)
  const words = match ? numberOf(sql`select 1 from customer_search where customer_search match ${match}`, from, WORDS) : MANY
  const dates = range ? numberOf(sql`select 1 from customers where ${range} and deleted_at is null`, from, LOOK) * DATE : MANY
  if (!label.isRest && label.size * ROW < Math.min(words, dates)) return alongLabel(label, and(range, each))
  if (match && words <= dates) return alongWords(label, match, range)
  return range ? alongDates(label, range, each) : sql`select id from customers where ${whole(label, each)}`
}

const alongLabel = (label: Label, each?: SQL) =>
  sql`select customers.id from customer_tiers t cross join customers on customers.id = t.customer_id where t.tier_id = ${label.id} and ${and(isNull(customers.deletedAt), each)}`

const alongWords = (label: Label, match: string, range?: SQL) =>
  range
    ? sql`select customers.id from customer_search s cross join customers on customers.id = s.rowid where s.customer_search match ${match} and ${hasLabel(label, sql`s.rowid`)} and ${range}`
    : sql`select rowid as id from customer_search where customer_search match ${match} and ${hasLabel(label, sql`customer_search.rowid`)}`

// The label is asked along the index of the dates, and only of whom it fits a row is read.
function alongDates(label: Label, range: SQL, each?: SQL) {
  const found = sql`select customers.id from customers where deleted_at is null and ${range} and ${hasLabel(label)}`
  return each ? sql`select customers.id from (${found} limit -1) l cross join customers on customers.id = l.id where ${each}` : found
}

/** All that is asked, of one customer at a time. */
export const whole = (label: Label, each?: SQL) => and(isNull(customers.deletedAt), each, hasLabel(label))

/** All who have a label, where nothing else is asked: by its own index, in the order of registration. */
export const labelledOnly = ({ id }: Label) =>
  sql`select customer_id as id from customer_tiers where tier_id = ${id} and customer_id not in (select id from customers where deleted_at is not null)`
