import type { Client } from '#db/client'
import { type Grant, grant, type User } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import { listTickets } from '#lib/tickets/list'
import { listMine } from '#lib/tickets/queries-mine'
import { listCustomerTickets, listEarlierService } from '#lib/tickets/queries-of-customer'
import { findTicketPage } from '#lib/tickets/queries-page'
import { listEntries, listScores } from '#lib/tickets/queries-story'
import { workOutFigures } from '#lib/tickets/sums'
import { atOnce } from '#lib/tickets/turns'
import type { Question } from './plans.ts'
import { deepTickets, type KnownTickets, ticketFilters, ticketSearches, ticketSorts } from './ticket-asks.ts'

/** What the pages of tickets ask, by each of those who look at them. */
export function ticketQuestions(from: Client, known: KnownTickets, personOf: (login: string) => User): Question[] {
  const asks = [{ name: 'all', filter: {} }, ...ticketFilters(known), ...ticketSearches(known), ...ticketSorts(known), ...deepTickets]
  return ['admin', 'manager1', 'sales1', 'service.lead', 'engineer1'].flatMap((login) => {
    const me = grant(personOf(login), 'ticket.read')
    const ask = { month: known.today.slice(0, 7), at: now() }
    return [
      ...asks.map(({ name, filter }) => ({ asked: `tickets (${login}) ${name}`, run: () => listTickets(me, filter, from) })),
      { asked: `tickets (${login}) mine`, run: () => listMine(me, 20, from) },
      { asked: `tickets (${login}) figures`, run: () => atOnce(workOutFigures(me, ask, from)) },
      ...(login === 'admin' ? ticketOf(from, me, known) : []),
    ]
  })
}

function ticketOf(from: Client, me: Grant<'ticket.read'>, { ended, customer }: KnownTickets): Question[] {
  const parts = {
    page: () => findTicketPage(me, ended, from),
    story: () => listEntries(me, ended, from),
    scores: () => listScores(me, ended, from),
    'earlier service': () => listEarlierService(me, ended, from),
    'of a customer': () => listCustomerTickets(me, customer, from),
  }
  return Object.entries(parts).map(([name, run]) => ({ asked: `ticket: ${name}`, run }))
}
