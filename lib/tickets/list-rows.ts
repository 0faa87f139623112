import { eq, inArray, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { departments, users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { inOrder } from '../formats/in-order.ts'

/** The rows of an export, in the order asked for, with what was written at length. */
export function listTicketsForExport(ids: number[], from: Source = reader()) {
  const rows = rowsOf(ids, from)
  const told = from.select(long).from(tickets).where(inArray(tickets.id, ids)).all()
  const byId = new Map(told.map((row) => [row.id, row]))
  return rows.map((row) => ({ ...row, ...byId.get(row.id)! }))
}

const listed = {
  id: tickets.id,
  number: tickets.number,
  customerId: tickets.customerId,
  customer: customers.name,
  customerNumber: customers.number,
  kind: tickets.kind,
  type: ticketTypes.name,
  detail: tickets.detail,
  urgency: tickets.urgency,
  description: sql<string>`substr(${tickets.description}, 1, 200)`,
  status: tickets.status,
  department: departments.name,
  handler: users.name,
  repeatOfId: tickets.repeatOfId,
  dueAt: tickets.dueAt,
  warnAt: tickets.warnAt,
  createdAt: tickets.createdAt,
  receivedAt: tickets.receivedAt,
  respondedAt: tickets.respondedAt,
  respondDueAt: tickets.respondDueAt,
  closedAt: tickets.closedAt,
  handlingMinutes: tickets.handlingMinutes,
  score: tickets.score,
}

const long = {
  id: tickets.id,
  description: tickets.description,
  cause: tickets.cause,
  solution: tickets.solution,
  result: tickets.result,
  feedback: tickets.feedback,
}

/** These tickets as a list shows them, in the order given. */
export function rowsOf(ids: number[], from: Source) {
  if (ids.length === 0) return []
  const rows = from
    .select(listed)
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .leftJoin(departments, eq(departments.id, tickets.departmentId))
    .leftJoin(users, eq(users.id, tickets.handlerId))
    .where(inArray(tickets.id, ids))
    .all()
  return inOrder(ids, rows)
}
