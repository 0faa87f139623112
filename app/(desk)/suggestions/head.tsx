import { SuggestionTabs } from '#components/suggestions/suggestion-tabs'
import type { Grant } from '#lib/kernel/grant'
import { CAP } from '#lib/kernel/pages'
import { countSuggestions } from '#lib/suggestions/list'
import { countIdeas, toldOf } from '#lib/suggestions/sums'

/** The figures and the three sides, above each of them. */
export function SuggestionHead({ me, current }: { me: Grant<'suggestion.read'>; current: 'open' | 'ideas' | 'told' }) {
  const ideas = [...countIdeas().values()].reduce((sum, n) => sum + n, 0)
  return <SuggestionTabs current={current} open={countSuggestions(me, {}, CAP + 1)} ideas={ideas} told={toldOf(me)} />
}
