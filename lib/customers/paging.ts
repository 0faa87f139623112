import type { SQL } from 'drizzle-orm'
import type { Source } from '#db/client'
import { rowsOnce } from '#db/statements'
import { CAP } from '../kernel/pages.ts'
import type { Asked, CustomerFilter, Sort } from './asking.ts'
import { alongWords, everybody, listed, orderOf, sorted } from './orders.ts'
import { pageOf } from './ways.ts'

/** Up to so many are soon sorted, and no other way is looked for. */
const FEW = 2000

/** The ids of one page of what is asked, in the order asked for. */
export function pageOfIds(ask: Asked, f: CustomerFilter, total: number, size: number, offset: number, from: Source): number[] {
  if (total === 0) return []
  const sort = f.sort ?? 'newest'
  const dir = f.dir ?? (sort === 'newest' ? 'desc' : 'asc')
  const page = { sort, dir, size, offset }
  if (!ask.match && !ask.range) return idsOfAll(sort, dir, total, size, offset, from)
  if (sort === 'newest' && total <= CAP && !ask.kept) return inTurn(ask.hits(), dir).slice(offset, offset + size)
  if (sort === 'newest' && !ask.range) return idsByMatch(ask.match, size, offset, dir, from)
  if (total <= FEW) return ids(sorted(listed(ask.hits()), orderOf(page, ask), page), from)
  return pageOf(page, ask, total <= CAP ? total : Math.max(total, ask.sizes().both), from)
}

// Whoever was counted one by one is known already.
const inTurn = (hits: number[], dir: 'asc' | 'desc') => hits.toSorted((a, b) => (dir === 'asc' ? a - b : b - a))

// Without any filter each order is an index of its own; a page of the second half is read from the other end.
function idsOfAll(sort: Sort, dir: 'asc' | 'desc', total: number, size: number, offset: number, from: Source): number[] {
  const isBehind = offset > total / 2 && sort !== 'nextDue'
  const [wanted, skipped] = isBehind ? [Math.min(size, total - offset), Math.max(0, total - offset - size)] : [size, offset]
  const found = walkOf(sort, isBehind === (dir === 'asc') ? 'desc' : 'asc', wanted)(from, { skipped }).map((row) => row.id)
  return isBehind ? found.reverse() : found
}

const walks = new Map<string, ReturnType<typeof rowsOnce<{ id: number }>>>()

function walkOf(sort: Sort, dir: 'asc' | 'desc', wanted: number) {
  const name = `${sort} ${dir} ${wanted}`
  const known = walks.get(name)
  if (known) return known
  const walk = rowsOnce<{ id: number }>(everybody(sort, dir, wanted))
  walks.set(name, walk)
  return walk
}

const ids = (query: SQL, from: Source) => from.all<{ id: number }>(query).map((row) => row.id)

/** Ids by the words of the index alone, in the order of registration. */
export const idsByMatch = (match: string, size: number, offset: number, dir: 'asc' | 'desc', from: Source) =>
  ids(alongWords(match, undefined, { dir, size, offset }), from)
