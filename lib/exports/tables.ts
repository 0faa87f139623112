import { cellsOf, headsOf } from '../customers/columns.ts'
import type { ColumnKey } from '../customers/labels.ts'
import { type CustomerFilter, listCustomerIds, listForExport, listLiving } from '../customers/list.ts'
import { type FollowUpFilter, listFollowUpIds, listFollowUpsForExport } from '../followups/queries.ts'
import { cellsOfFollowUp, followUpHeads } from '../followups/sheet.ts'
import { type Actor, grant, narrower } from '../kernel/grant.ts'
import { listTicketIds, listTicketsForExport, type TicketFilter } from '../tickets/list.ts'
import { cellsOfTicket, ticketHeads } from '../tickets/sheet.ts'

/** What shall leave: customers by filter, or the ticked ones; follow-ups by filter. */
export type Wanted =
  | { kind: 'customers'; filter: CustomerFilter; ids?: number[] | undefined; columns: readonly ColumnKey[] }
  | { kind: 'followUps'; filter: FollowUpFilter }
  | { kind: 'tickets'; filter: TicketFilter }
type Cell = string | number | null
export type Table = { header: string[]; ids: number[]; rowsOf: (ids: number[]) => Cell[][] }

const ALL = 10_000_000

/** The sheet of what this person may both see and export: its heads, its ids in the list's order, and how to read some of them. */
export function tableOf(actor: Actor, wanted: Wanted): Table {
  if (wanted.kind === 'followUps') {
    const me = narrower(grant(actor, 'followUp.read'), grant(actor, 'followUp.export'))
    const ids = listFollowUpIds(me, wanted.filter, ALL)
    return { header: followUpHeads, ids, rowsOf: (some) => listFollowUpsForExport(some).map(cellsOfFollowUp) }
  }
  if (wanted.kind === 'tickets') {
    const ids = listTicketIds(narrower(grant(actor, 'ticket.read'), grant(actor, 'ticket.export')), wanted.filter, ALL)
    return { header: ticketHeads, ids, rowsOf: (some) => listTicketsForExport(some).map(cellsOfTicket) }
  }
  const { filter, ids, columns } = wanted
  const me = narrower(grant(actor, 'customer.read'), grant(actor, 'customer.export'))
  return {
    header: headsOf(columns),
    ids: ids ? listLiving(me, ids) : listCustomerIds(me, filter, ALL),
    rowsOf: (some) => listForExport(some).map((c) => cellsOf(columns, c)),
  }
}
