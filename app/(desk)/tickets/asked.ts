import { urgencies } from '#db/schema/archive'
import { ticketKinds } from '#db/schema/sla'
import { ticketStatuses } from '#db/schema/tickets'
import { type TicketFilter, ticketSorts } from '#lib/tickets/list-asked'
import { dayIn, dirIn, oneOf, pageIn, type Search, sizeIn, textIn, wholeIn } from '../../_web/query.ts'

/** What an address of the ticket list asks for (E-01). */
export const askedOf = (query: Search): TicketFilter => ({
  q: textIn(query.q),
  status: oneOf(query.status, [...ticketStatuses, 'open'] as const),
  kind: oneOf(query.kind, ticketKinds),
  type: wholeIn(query.type),
  urgency: oneOf(query.urgency, urgencies),
  department: wholeIn(query.department),
  handler: wholeIn(query.handler),
  customer: wholeIn(query.customer),
  repeated: query.repeated === '1' ? true : undefined,
  overdue: query.overdue === '1' ? true : undefined,
  from: dayIn(query.created_from),
  to: dayIn(query.created_to),
  sort: oneOf(query.sort, ticketSorts),
  dir: dirIn(query.dir),
  page: pageIn(query.page),
  size: sizeIn(query.size),
})
