import type { Search } from '../../_web/query.ts'
import { askedOf } from './ask.ts'

const nothing = JSON.stringify(askedOf({}))

/** What of an address the list itself would heed, as a query in one order; the page's number is no part of it (7.12). */
export function searchOf(query: Search): string {
  const heeded = Object.entries(query).filter(([name, value]) => name !== 'page' && JSON.stringify(askedOf({ [name]: value })) !== nothing)
  const kept = heeded.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1].length <= 100)
  return new URLSearchParams(kept.toSorted(([a], [b]) => (a < b ? -1 : 1))).toString()
}
