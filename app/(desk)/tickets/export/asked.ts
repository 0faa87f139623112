import { listDepartments } from '#lib/departments/queries'
import { listReceivers, listTypes } from '#lib/tickets/queries-rules'
import { ticketHeads } from '#lib/tickets/sheet'
import { ticketFilterWords } from '#lib/tickets/words'
import type { Search } from '../../../_web/query.ts'
import { askedOf } from '../asked.ts'

/** The tickets that an export is about, with the filter in words. */
export function wantedOf(query: Search) {
  const { page: _, size: __, ...filter } = askedOf(query)
  const nameIn = (rows: { id: number; name: string }[]) => (id: number) => rows.find((row) => row.id === id)?.name ?? String(id)
  const names = { type: nameIn(listTypes(undefined, true)), department: nameIn(listDepartments()), person: nameIn(listReceivers()) }
  return { wanted: { kind: 'tickets' as const, filter }, filter: ticketFilterWords(filter, names), columns: ticketHeads.join('、') }
}
