import { ideaStatuses, suggestions } from '#db/schema/suggestions'
import type { AskerState } from '#lib/suggestions/labels'
import { type SuggestionFilter, views } from '#lib/suggestions/list'
import { type IdeaFilter, ideaSorts } from '#lib/suggestions/queries'
import type { AskerFilter } from '#lib/suggestions/sums'
import { dayIn, dirIn, oneOf, pageIn, type Search, sizeIn, textIn, wholeIn } from '../../_web/query.ts'

const states: readonly AskerState[] = ['told', 'waiting', 'cancelled', 'none']

/** What an address of the list asks for (E-01). */
export const askedOf = (query: Search): SuggestionFilter => ({
  view: oneOf(query.view, views),
  q: textIn(query.q),
  source: oneOf(query.source, suggestions.source.enumValues),
  idea: wholeIn(query.idea),
  customer: wholeIn(query.customer),
  from: dayIn(query.created_from),
  to: dayIn(query.created_to),
  dir: dirIn(query.dir),
  page: pageIn(query.page),
  size: sizeIn(query.size),
})

/** The same of the board. */
export const ideasAsked = (query: Search): IdeaFilter => ({
  status: oneOf(query.status, ideaStatuses),
  q: textIn(query.q),
  responsible: wholeIn(query.responsible),
  sort: oneOf(query.sort, ideaSorts),
  dir: dirIn(query.dir),
  page: pageIn(query.page),
  size: sizeIn(query.size),
})

/** The same of who is to be told. */
export const askersAsked = (query: Search): AskerFilter => ({
  q: textIn(query.q),
  state: oneOf(query.state, states),
  idea: wholeIn(query.idea),
  page: pageIn(query.page),
  size: sizeIn(query.size),
})
