import { everyColumn } from '#lib/customers/columns'
import { filterWords } from '#lib/customers/filter-words'
import { columnLabels } from '#lib/customers/labels'
import type { User } from '#lib/kernel/grant'
import { grant } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import { columnsOf } from '#lib/views/queries'
import type { Search } from '../../../_web/query.ts'
import { askedOf } from '../ask.ts'

const MOST_TICKED = 200

/** The customers that an export is about, with the filter in words: the ticked ones, or all that the list's query finds. */
export function wantedOf(user: User, query: Search, ticked: number[], span: string | undefined) {
  const { page: _, size: __, ...filter } = askedOf(query)
  const ids = ticked.length > 0 ? ticked.slice(0, MOST_TICKED) : undefined
  const columns = span === 'all' ? everyColumn : columnsOf(grant(user, 'view.read'))
  return {
    wanted: { kind: 'customers' as const, filter, ids, columns },
    filter: ids ? '在列表中勾选的客户' : filterWords(filter, namer(user)),
    columns: columns.map((key) => columnLabels[key]).join('、'),
  }
}

/** The numbers in a repeated field. */
export const idsIn = (value: unknown): number[] =>
  [...new Set([value ?? []].flat().map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0)

function namer(user: User) {
  const names = new Map(listReached(grant(user, 'customer.read')).map(({ id, name }) => [id, name]))
  return (id: number) => names.get(id) ?? `用户 ${id}`
}
