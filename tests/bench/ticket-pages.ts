import { pathOf } from './asks.ts'
import { bars } from './bars.ts'
import type { Page } from './measure.ts'
import type { People } from './pages.ts'
import { deepTickets, type KnownTickets, type TicketAsk, ticketFilters, ticketSearches, ticketSorts } from './ticket-asks.ts'

/** The pages of tickets: the list as each of them asks it, a ticket that is over and one in work, the figures of a month. */
export function ticketPages(known: KnownTickets, people: People): Page[] {
  const page = (name: string, path: string, who: keyof People, more: Partial<Page> = {}): Page => ({
    ...{ group: 'tickets', name, path, who, cookie: people[who], bars: [bars.anyList] },
    ...more,
  })
  const asked = (asks: TicketAsk[], who: keyof People) => asks.map((one) => page(one.name, pathOf(one, '/tickets'), who))
  const all = Object.keys(people) as (keyof People)[]
  const alone = ticketSorts(known).filter(({ query }) => Object.keys(query).length === 2)
  return [
    ...all.map((who) => page('first page', '/tickets', who, { thorough: true, bars: [bars.anyList, bars.page] })),
    ...all.flatMap((who) => asked(ticketFilters(known), who)),
    ...all.flatMap((who) => asked(ticketSearches(known), who)),
    ...asked(ticketSorts(known), 'admin'),
    ...all.filter((who) => who !== 'admin').flatMap((who) => asked(alone, who)),
    ...asked(deepTickets, 'admin'),
    ...(['admin', 'head'] as const).flatMap((who) => [
      page('one that is over', `/tickets/${known.ended}`, who),
      page('one in work', `/tickets/${known.working}`, who),
    ]),
    page('tickets of a customer', `/customers/${known.customer}`, 'admin'),
    page('a new one', '/tickets/new', 'head'),
    ...all.map((who) => page('figures of the month', '/tickets/stats', who)),
    page('figures of all kinds', '/tickets/stats?kind=all', 'head'),
    page('behind a figure', '/tickets/stats/rows?code=A-1', 'head'),
  ]
}
