import { listRiskIds, listTheseRisks, type RiskFilter } from '../analysis/list.ts'
import { cellsOfRisk, riskHeads } from '../analysis/sheet.ts'
import type { CustomerFilter } from '../customers/asking.ts'
import { cellsOf, headsOf } from '../customers/columns.ts'
import type { ColumnKey } from '../customers/labels.ts'
import { listCustomerIds, listLiving } from '../customers/list.ts'
import { listForExport } from '../customers/list-rows.ts'
import { type FollowUpFilter, listFollowUpIds, listFollowUpsForExport } from '../followups/queries.ts'
import { cellsOfFollowUp, followUpHeads } from '../followups/sheet.ts'
import { type Actor, grant, narrower } from '../kernel/grant.ts'
import type { Show } from '../strategies/results.ts'
import { tableOfPushes } from '../strategies/sheet.ts'
import { listSuggestionIds, type SuggestionFilter, rowsOf as suggestionRows } from '../suggestions/list.ts'
import { cellsOfSuggestion, suggestionHeads } from '../suggestions/sheet.ts'
import type { Slice } from '../surveys/figures.ts'
import { tableOfAnswers } from '../surveys/sheet.ts'
import type { Period } from '../surveys/sums.ts'
import { listTicketIds } from '../tickets/list.ts'
import type { TicketFilter } from '../tickets/list-asked.ts'
import { listTicketsForExport } from '../tickets/list-rows.ts'
import { cellsOfTicket, ticketHeads } from '../tickets/sheet.ts'

/** What shall leave: customers by filter, or the ticked ones; follow-ups by filter. */
export type Wanted =
  | { kind: 'customers'; filter: CustomerFilter; ids?: number[] | undefined; columns: readonly ColumnKey[] }
  | { kind: 'risks'; filter: RiskFilter }
  | { kind: 'followUps'; filter: FollowUpFilter }
  | { kind: 'tickets'; filter: TicketFilter }
  | { kind: 'pushes'; strategyId: number; show: Show; period?: string | undefined }
  | { kind: 'surveys'; surveyId: number; period: Period; slice: Slice }
  | { kind: 'suggestions'; filter: SuggestionFilter }
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
  if (wanted.kind === 'risks') {
    const customers = narrower(grant(actor, 'customer.read'), grant(actor, 'customer.export'))
    const ids = listRiskIds({ me: grant(actor, 'analysis.read'), customers }, wanted.filter, ALL)
    return { header: riskHeads, ids, rowsOf: (some) => listTheseRisks(customers, some).map(cellsOfRisk) }
  }
  if (wanted.kind === 'tickets') {
    const ids = listTicketIds(narrower(grant(actor, 'ticket.read'), grant(actor, 'ticket.export')), wanted.filter, ALL)
    return { header: ticketHeads, ids, rowsOf: (some) => listTicketsForExport(some).map(cellsOfTicket) }
  }
  if (wanted.kind === 'pushes') return tableOfPushes(grant(actor, 'strategy.export'), wanted)
  if (wanted.kind === 'surveys') return tableOfAnswers(grant(actor, 'survey.export'), wanted)
  if (wanted.kind === 'suggestions') {
    const ids = listSuggestionIds(narrower(grant(actor, 'suggestion.read'), grant(actor, 'suggestion.export')), wanted.filter, ALL)
    return { header: suggestionHeads, ids, rowsOf: (some) => suggestionRows(some).map(cellsOfSuggestion) }
  }
  const { filter, ids, columns } = wanted
  const me = narrower(grant(actor, 'customer.read'), grant(actor, 'customer.export'))
  return {
    header: headsOf(columns),
    ids: ids ? listLiving(me, ids) : listCustomerIds(me, filter, ALL),
    rowsOf: (some) => listForExport(some).map((c) => cellsOf(columns, c)),
  }
}
