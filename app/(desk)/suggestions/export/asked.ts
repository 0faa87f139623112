import { findIdea } from '#lib/suggestions/queries'
import { suggestionHeads } from '#lib/suggestions/sheet'
import { suggestionFilterWords } from '#lib/suggestions/words'
import type { Search } from '../../../_web/query.ts'
import { askedOf } from '../asked.ts'

/** The suggestions that an export is about, with the filter in words. */
export function wantedOf(query: Search) {
  const { page: _, size: __, ...filter } = askedOf(query)
  const titleOf = (idea: number) => findIdea(idea)?.title ?? String(idea)
  return {
    wanted: { kind: 'suggestions' as const, filter },
    filter: suggestionFilterWords(filter, titleOf),
    columns: suggestionHeads.join('、'),
  }
}
