import { searchWords } from '../customers/filter-words.ts'
import { methodLabels } from './model.ts'
import type { FollowUpFilter } from './queries.ts'

/** What a filter of follow-ups asks for, as a person would say it. */
export function followUpFilterWords({ q, method, person, late, from, to }: FollowUpFilter, nameOf: (id: number) => string): string {
  const said = [
    q && searchWords(q),
    method && `跟进方式 ${methodLabels[method]}`,
    person !== undefined && `跟进人 ${nameOf(person)}`,
    late && '超过 1 小时才录入',
    from && `跟进日期从 ${from}`,
    to && `跟进日期到 ${to}`,
  ].filter(Boolean)
  return said.length > 0 ? said.join('；') : '全部跟进'
}
