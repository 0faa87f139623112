import { followUpFilterWords } from '#lib/followups/filter-words'
import { followUpHeads } from '#lib/followups/sheet'
import { grant, type User } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import type { Search } from '../../../_web/query.ts'
import { askedOf } from '../asked.ts'

/** The follow-ups that an export is about, with the filter in words. */
export function wantedOf(user: User, query: Search) {
  const { page: _, size: __, ...filter } = askedOf(query)
  const names = new Map(listReached(grant(user, 'followUp.read')).map(({ id, name }) => [id, name]))
  return {
    wanted: { kind: 'followUps' as const, filter },
    filter: followUpFilterWords(filter, (id) => names.get(id) ?? `用户 ${id}`),
    columns: followUpHeads.join('、'),
  }
}
