import { and, asc, desc, type SQL, sql } from 'drizzle-orm'
import type { Source } from '#db/client'
import { tickets } from '#db/schema/tickets'
import { literal } from '#db/statements'
import { CAP } from '../kernel/pages.ts'
import type { Asked, TicketFilter } from './list-asked.ts'

const matching = (ask: Asked) => sql`from ticket_search s join tickets on tickets.id = s.rowid where s.ticket_search match ${ask.match}`

/** How many tickets answer, up to `most`. */
export function countHits(ask: Asked, most: number, from: Source): number {
  if (ask.hopeless) return 0
  return counted(insideOf(ask, most, from), from)
}

function insideOf(ask: Asked, most: number, from: Source): SQL {
  if (!ask.range) return sql`select 1 from ticket_search where ticket_search match ${ask.match} limit ${literal(most)}`
  if (walks(ask, from)) return sql`select 1 from tickets where ${and(ask.range, ask.plain)} limit ${literal(most)}`
  return sql`select 1 ${matching(ask)} and ${ask.range} limit ${literal(most)}`
}

const counted = (inside: SQL, from: Source) => from.get<{ n: number }>(sql`select count(*) as n from (${inside})`)?.n ?? 0

// What is overdue is open and therefore few; days are walked where the words alone would gather too many.
const walks = (ask: Asked, from: Source) =>
  ask.overdue || counted(sql`select 1 from ticket_search where ticket_search match ${ask.match} limit ${literal(CAP + 1)}`, from) > CAP

/** The tickets of one page, in the order asked for. */
export function pageOfIds(ask: Asked, f: TicketFilter, size: number, offset: number, from: Source): number[] {
  if (ask.hopeless) return []
  const order = orderOf(f)
  const newest = (f.sort ?? 'newest') === 'newest'
  if (newest && !ask.range)
    return idsIn(
      sql`select rowid as id from ticket_search where ticket_search match ${ask.match} order by rowid ${f.dir === 'asc' ? sql`asc` : sql`desc`} limit ${literal(size)} offset ${offset}`,
      from,
    )
  if (walks(ask, from))
    return idsIn(
      sql`select id from tickets where ${and(ask.range, ask.plain)} order by ${order} limit ${literal(size)} offset ${offset}`,
      from,
    )
  const range = ask.range ?? sql`1`
  return idsIn(sql`select tickets.id ${matching(ask)} and ${range} order by ${order} limit ${literal(size)} offset ${offset}`, from)
}

function orderOf({ sort = 'newest', dir }: TicketFilter): SQL {
  if (sort === 'due') return sql`${tickets.dueAt} is null, ${dir === 'desc' ? desc(tickets.dueAt) : asc(tickets.dueAt)}`
  return dir === 'asc' ? sql`${asc(tickets.createdAt)}, ${asc(tickets.id)}` : sql`${desc(tickets.createdAt)}, ${desc(tickets.id)}`
}

const idsIn = (query: SQL, from: Source) => from.all<{ id: number }>(query).map(({ id }) => id)
