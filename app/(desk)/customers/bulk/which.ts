import { FEW } from '#lib/aside/deeds'
import type { CustomerFilter } from '#lib/customers/asking'
import { MOST_AT_ONCE } from '#lib/customers/bulk'
import { filterWords } from '#lib/customers/filter-words'
import { listCustomerIds } from '#lib/customers/list'
import { type Grant, grant, narrower, type User } from '#lib/kernel/grant'
import { listReached } from '#lib/users/queries'
import { askedOf } from '../ask.ts'
import { searchOf } from '../view-query.ts'

export const deeds = ['assign', 'level', 'tag', 'delete'] as const
export type Deed = (typeof deeds)[number]
export const permissionOf = { assign: 'customer.assign', level: 'customer.edit', tag: 'customer.edit', delete: 'customer.delete' } as const

/** The list's question as an address carries it in one field, cleaned. */
export const questionIn = (query: unknown) => searchOf(Object.fromEntries(new URLSearchParams(typeof query === 'string' ? query : '')))

/** Whom a deed is about: the ticked ones, or all that the question finds within reach of both list and deed; one more than may be, so that too many shows. */
export function idsFor(user: User, deed: Deed, { ids, all, query }: { ids?: unknown; all?: unknown; query?: unknown }): number[] {
  if (all !== '1') return [...new Set([ids ?? []].flat().map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0)
  const me = narrower(grant(user, 'customer.read'), grant(user, permissionOf[deed]))
  return listCustomerIds(me, filterIn(query), MOST_AT_ONCE + 1)
}

/** That question in words. */
export function questionInWords(me: Grant<'customer.read'>, query: string): string {
  const names = new Map(listReached(me).map(({ id, name }) => [id, name]))
  return filterWords(filterIn(query), (id) => names.get(id) ?? `用户 ${id}`)
}

/** What the command takes: the ids the server finds itself, and the number that was confirmed. More than a few are written beside the pages. */
export const forMany = (deed: Deed) => ({
  prepare: ({ ids, all, query, ...fields }: Record<string, unknown>, user: User) => ({
    ...fields,
    ids: idsFor(user, deed, { ids, all, query }),
  }),
  isLarge: (input: unknown) => (input as { ids: number[] }).ids.length > FEW,
})

/** Back to the list as it was, with what has been done to how many. */
export const backTo = (word: string) => (_: number, fields: Record<string, unknown>) => {
  const query = new URLSearchParams(questionIn(fields.query))
  query.set('done', `${word}.${Number(fields.expected)}`)
  return `/customers?${query}`
}

const filterIn = (query: unknown): CustomerFilter => askedOf(Object.fromEntries(new URLSearchParams(questionIn(query))))
