import { showLabels } from '#lib/strategies/labels'
import { isPeriod } from '#lib/strategies/period'
import { shows } from '#lib/strategies/results'
import { pushHeads } from '#lib/strategies/sheet'
import { periodWords } from '#lib/strategies/words'
import { oneOf, type Search, textIn } from '../../../../_web/query.ts'

/** The pushes that an export is about, with the choice in words. */
export function wantedOf(strategyId: number, name: string, query: Search) {
  const show = oneOf(query.show, shows) ?? 'all'
  const typed = textIn(query.period, 10)
  const period = typed && isPeriod(typed) ? typed : undefined
  const filter = `策略：${name}；${showLabels[show]}；${period ? periodWords(period) : '全部期次'}`
  return { wanted: { kind: 'pushes' as const, strategyId, show, period }, filter, columns: pushHeads.join('、') }
}
