import { levelLabels } from '#lib/customers/model'
import type { UntouchedFilter } from '#lib/truth/list'
import { oneOf, pageIn, type Search, sizeIn, wholeIn } from '../../../_web/query.ts'

const levels = Object.keys(levelLabels) as (keyof typeof levelLabels)[]

/** What the address asks of the list. */
export const asked = (query: Search): UntouchedFilter => ({
  owner: wholeIn(query.owner),
  level: oneOf(query.level, levels),
  page: pageIn(query.page),
  size: sizeIn(query.size),
})

/** The same as an address carries it, cleaned. */
export function queryOf(filter: UntouchedFilter): string {
  const given = Object.entries(filter).filter(
    ([name, value]) => value !== undefined && !(name === 'page' && value === 1) && !(name === 'size' && value === 50),
  )
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}

/** Back to the list as it was, with what has been done. */
export function backTo(fields: Record<string, unknown>): string {
  const typed = Object.fromEntries(new URLSearchParams(typeof fields.query === 'string' ? fields.query : ''))
  const query = new URLSearchParams(queryOf(asked(typed)))
  query.set('done', 'checked')
  return `/customers/untouched?${query}`
}
