import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { customerTiers } from '#db/schema/tiers'
import { searchQuery } from '../formats/search.ts'
import { departmentOf, idOf, within } from '../kernel/grant.ts'
import type { DecisionCycle, ServiceCategory, Urgency } from '../profiles/model.ts'
import { among, daysAre, filterFacets, plainOf } from './conditions.ts'
import { gather, type Label, labelOf, whole } from './labelled.ts'
import type { CustomerType, Level, Potential, Status } from './model.ts'
import { type CustomerGrant, isHelping, reached } from './queries.ts'
import { facet } from './search-words.ts'
import { FEW, numberOf } from './sums.ts'

export const sorts = ['newest', 'name', 'createdOn', 'lastContact', 'nextDue'] as const
export type Sort = (typeof sorts)[number]
/** What a person may ask of the list; `owner` 0 is nobody. */
export type CustomerFilter = {
  q?: string
  type?: CustomerType
  level?: Level
  potential?: Potential
  status?: Status
  source?: string
  industry?: string
  /** One word among the tags. */
  tag?: string
  category?: ServiceCategory
  urgency?: Urgency
  cycle?: DecisionCycle
  owner?: number
  /** A label by its number, or by its key. */
  tier?: string
  next?: 'none' | 'overdue' | 'today' | 'week'
  from?: string
  to?: string
  sort?: Sort
  dir?: 'asc' | 'desc'
  page?: number
  size?: number
}

/**
 * `match`: words of the index, empty where another index leads; `each`: all that is asked, of one customer at a time;
 * `found`: where a label is asked for, whom it finds, up to CAP + 1; `label`: that label; `days`: its dates, as the label's own rows say
 * them; `beside`: what is asked beside label and dates.
 */
export type Asked = {
  match: string
  each: SQL | undefined
  range: SQL | undefined
  found?: number[]
  label?: Label
  days?: SQL
  beside?: SQL
  kept: boolean
  hopeless: boolean
  shares: boolean
}

/** What a filter asks, within the grant's reach, as the list and its count need it. */
export function asked(me: CustomerGrant, f: CustomerFilter, from: Source): Asked {
  const words = f.q ? searchQuery(f.q) : []
  const shares = isHelping(me, from)
  const range = daysAre(f, customers)
  const scope = shares ? reached(me) : within(me, customers.ownerId, customers.departmentId)
  const text = [...words, ...(f.tag ? [facet('tag', f.tag)] : [])].map((word) => `"${word}"`).join(' ')
  const quoted = [...words, ...filterFacets(f)].map((word) => `"${word}"`).join(' ')
  const match = [quoted, scopeMatch(me, shares)].filter(Boolean).join(' AND ')
  const beside = and(scope, plainOf(f), text ? among(text) : undefined)
  const hopeless = Boolean(f.q?.trim()) && words.length === 0
  if (f.tier !== undefined) {
    const days = daysAre(f, customerTiers)
    return labelled(f.tier, { match, range, days, each: beside, scope: shares ? undefined : scope, shares, hopeless }, from)
  }
  return {
    match: range && (quoted === '' || leads(f, { range, match, shares }, from)) ? '' : match,
    each: and(isNull(customers.deletedAt), beside, range),
    range,
    kept: quoted === '' && !range,
    shares,
    hopeless,
  }
}

// A label has an index of its own too, and no word: whom it finds is gathered at once, and counted and sorted from there.
function labelled(word: string, { each, scope, ...ask }: Omit<Asked, 'kept' | 'found'> & { scope?: SQL }, from: Source): Asked {
  const label = labelOf(word, from)
  if (!label || ask.hopeless) return { ...ask, each, kept: false, hopeless: true }
  const found = gather(label, { ...ask, each, scope }, from)
  return { ...ask, each: whole(label, and(each, ask.range)), kept: false, found, label, beside: each }
}

// Dates have indexes of their own, in which stands what filters ask beside them; whichever of dates and words leaves fewer customers leads,
// and of very many words those that the dates' index tells as well are not looked up.
function leads(f: CustomerFilter, { range, match, shares }: { range: SQL; match: string; shares: boolean }, from: Source): boolean {
  const found = numberOf(sql`select 1 from customer_search where customer_search match ${match}`, from)
  const standsElsewhere = shares || f.q || f.tag || f.category || f.urgency || f.cycle
  const isWide = f.next === 'none' && !f.from && !f.to
  if (found > FEW && !standsElsewhere && !isWide) return true
  return numberOf(sql`select 1 from customers where ${range} and deleted_at is null`, from) < found
}

// Who helps with nobody's customers is asked about nothing more than their own.
function scopeMatch(me: CustomerGrant, shares: boolean) {
  if (me.reach === 'all') return ''
  const department = departmentOf(me.actor)
  const own = me.reach === 'department' && department !== null ? facet('dep', department) : facet('own', idOf(me.actor))
  return shares ? `("${own}" OR "${facet('col', idOf(me.actor))}")` : `"${own}"`
}
