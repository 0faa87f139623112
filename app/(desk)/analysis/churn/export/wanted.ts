import { riskHeads } from '#lib/analysis/sheet'
import type { Grant } from '#lib/kernel/grant'
import { grant } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import type { Search } from '../../../../_web/query.ts'
import { askedOf, filterWords } from '../asked.ts'

/** The customers at risk that an export is about, with the filter in words. */
export function wantedOf({ actor }: Grant<'customer.export'>, query: Search) {
  const { page: _, size: __, ...filter } = askedOf(query)
  const people = listReached(grant(actor, 'customer.read'))
  const nameOf = (id: number) => people.find((one) => one.id === id)?.name ?? String(id)
  return { wanted: { kind: 'risks' as const, filter }, filter: filterWords(filter, nameOf), columns: riskHeads.join('、') }
}
