import { type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { findTierName, listTierNames } from '../tiers/list.ts'
import { facet } from './search-words.ts'

/** A label that is asked for; `isRest`: it falls to whoever has no other, and `others` are those, and what puts a customer away. */
export type Label = { id: number; isRest: boolean; others: string }

/** The label that a filter names, by its number or by its key; undefined where there is none such. */
export function labelOf(word: string, from: Source): Label | undefined {
  const tier = findTierName(word, from)
  return tier && { id: tier.id, isRest: tier.isRest, others: tier.isRest ? othersThan(from) : '' }
}

// Who is merged or archived is nobody's rest (the run leaves them out too).
const away = [facet('sts', 'merged'), facet('sts', 'archived')].map((word) => `"${word}"`).join(' OR ')
const putAway = sql`select rowid from customer_search where customer_search match ${away}`
const othersThan = (from: Source) => [...listTierNames(from).map(({ id }) => `"${facet('tir', id)}"`), away].join(' OR ')

// What everybody has one of: the rest is everybody but the others, and the index wants to be told of whom.
const anybody = `"${facet('typ', 'company')}" OR "${facet('typ', 'person')}"`

/** The same as words of the index, where triggers put a label's word as soon as a customer has it; beside what else is asked. */
export function withLabel(label: Label | undefined, match: string): string {
  if (!label) return match
  if (label.isRest) return `(${match || anybody}) NOT (${label.others})`
  return [match, `"${facet('tir', label.id)}"`].filter(Boolean).join(' AND ')
}

/** The same of one customer at a time, by the number alone. */
export const hasLabel = ({ id, isRest }: Label): SQL =>
  isRest
    ? sql`${customers.id} not in (${putAway}) and not exists (select 1 from customer_tiers t where t.customer_id = ${customers.id})`
    : sql`exists (select 1 from customer_tiers t where t.tier_id = ${id} and t.customer_id = ${customers.id})`
