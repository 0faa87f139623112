import { reader, type Source } from '#db/client'
import type { Grant } from '../kernel/grant.ts'
import { CAP, pageWithin } from '../kernel/pages.ts'
import { asked, type ListGrant, type TicketFilter } from './list-asked.ts'
import { countHits, pageOfIds } from './list-hits.ts'
import { rowsOf } from './list-rows.ts'

/**
 * One page of tickets. Every filter and scope is a word of the same index, so that a page costs the same whatever the number of
 * tickets; a day or a due moment is asked of the hits where they are few, else of the order's own index. `isPartial`: the search names
 * more customers than were looked up; of their tickets only those of the newest NAMED stand here.
 */
export function listTickets(me: Grant<'ticket.read'>, filter: TicketFilter, from: Source = reader()) {
  const size = Math.min(Math.max(filter.size ?? 50, 1), 200)
  const ask = asked(me, filter, from)
  const total = countHits(ask, CAP + 1, from)
  const capped = total > CAP
  const page = pageWithin(Math.min(total, CAP), { page: filter.page, size })
  const ids = total === 0 ? [] : pageOfIds(ask, filter, size, (page - 1) * size, from)
  return { rows: rowsOf(ids, from), total: Math.min(total, CAP), capped, page, size, isPartial: ask.isPartial }
}

/** How many tickets answer a filter, up to `most`. */
export const countTickets = (me: ListGrant, filter: TicketFilter, most: number, from: Source = reader()): number =>
  countHits(asked(me, filter, from), most, from)

/** The tickets a filter finds, in the list's own order, up to `most`: what an export is about. */
export const listTicketIds = (me: ListGrant, filter: TicketFilter, most: number, from: Source = reader()): number[] =>
  pageOfIds(asked(me, filter, from), filter, most, 0, from)
