import { reader, type Source } from '#db/client'
import { type Period, periods } from './model.ts'
import { findPart, type Reading } from './queries.ts'

/** How many of what stands behind a word or mark, the latest first, lie within a period: its figure, or undefined for what no figure counts by period. */
export function saidWithin(me: Reading, code: string, period: Period, from: Source = reader()): number | undefined {
  const term = findPart(me, 'needs', from)?.figures.terms.find(({ kind, key }) => code === `term.${kind}:${key}`)
  return term?.times[periods.indexOf(period)]
}
