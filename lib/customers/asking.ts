import { and, isNull, type SQL } from 'drizzle-orm'
import type { Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { searchQuery } from '../formats/search.ts'
import { departmentOf, idOf, within } from '../kernel/grant.ts'
import type { DecisionCycle, ServiceCategory, Urgency } from '../profiles/model.ts'
import { type Days, daysAre, filterFacets, plainOf, standsIn } from './conditions.ts'
import { hasLabel, type Label, labelOf, withLabel } from './labelled.ts'
import type { CustomerType, Level, Potential, Status } from './model.ts'
import { type CustomerGrant, isHelping, reached } from './queries.ts'
import { facet } from './search-words.ts'
import { type Sizes, sizesOf } from './sizes.ts'
import { gather } from './ways.ts'

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
 * `match`: all but the days as words of the index, '' where nothing else is asked; `range`: the days, and `daysIn` the same as a table says
 * them; `each`: all of it, of one customer's row at a time.
 */
export type Asked = {
  match: string
  range: SQL | undefined
  daysIn: (table: Days, isFree?: boolean) => SQL | undefined
  each: SQL | undefined
  label?: Label
  /** Nothing is asked beside label and days. */
  isAlone: boolean
  /** Orders in which the days asked for are a stretch, the shorter one first. */
  bound: Sort[]
  /** What was typed stands in the index of words alone. */
  typed: boolean
  /** All of it but the label stands in the index of the days too. */
  isPlain: boolean
  /** Nothing is asked but within whose reach. */
  kept: boolean
  hopeless: boolean
  shares: boolean
  sizes: () => Sizes
  /** The first CAP + 1 of whom is found, in no order. */
  hits: () => number[]
}

/** What a filter asks, within the grant's reach, as the list and its count need it. */
export function asked(me: CustomerGrant, f: CustomerFilter, from: Source): Asked {
  const words = f.q ? searchQuery(f.q) : []
  const shares = isHelping(me, from)
  const label = f.tier === undefined ? undefined : labelOf(f.tier, from)
  const daysIn: Asked['daysIn'] = (table, isFree) => daysAre(f, table, isFree)
  const range = daysIn(customers)
  const scope = shares ? reached(me) : within(me, customers.ownerId, customers.departmentId)
  const typed = quoted([...words, ...(f.tag ? [facet('tag', f.tag)] : [])])
  const filters = quoted([...words, ...filterFacets(f)])
  const beside = [filters, scopeMatch(me, shares)].filter(Boolean).join(' AND ')
  const match = withLabel(label, beside)
  const ask = {
    match,
    range,
    daysIn,
    each: and(
      isNull(customers.deletedAt),
      scope,
      plainOf(f),
      typed ? standsIn(typed) : undefined,
      label && hasLabel(label),
      daysIn(customers, true),
    ),
    label,
    isAlone: beside === '',
    bound: boundBy(f),
    typed: typed !== '',
    isPlain: !(shares || typed || f.category || f.urgency || f.cycle),
    kept: filters === '' && !range && !label,
    hopeless: (Boolean(f.q?.trim()) && words.length === 0) || (f.tier !== undefined && !label),
    shares,
    sizes: once(() => sizesOf({ match, range, label }, from)),
  }
  return { ...ask, hits: once(() => gather(ask, from)) }
}

// Most customers have no next step.
function boundBy({ from, to, next }: CustomerFilter): Sort[] {
  const byDay: Sort[] = from || to ? ['createdOn'] : []
  return next === 'none' ? [...byDay, 'nextDue'] : next ? ['nextDue', ...byDay] : byDay
}

const quoted = (words: string[]) => words.map((word) => `"${word}"`).join(' ')

function once<V>(work: () => V): () => V {
  let known: V | undefined
  return () => {
    known ??= work()
    return known
  }
}

// Who helps with nobody's customers is asked about nothing more than their own.
function scopeMatch(me: CustomerGrant, shares: boolean) {
  if (me.reach === 'all') return ''
  const department = departmentOf(me.actor)
  const own = me.reach === 'department' && department !== null ? facet('dep', department) : facet('own', idOf(me.actor))
  return shares ? `("${own}" OR "${facet('col', idOf(me.actor))}")` : `"${own}"`
}
