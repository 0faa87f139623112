import assert from 'node:assert/strict'
import Database from 'better-sqlite3'
import { and, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { collaborators } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import * as schema from '#db/schema/index'
import { tickets, ticketTerms } from '#db/schema/tickets'
import { listPauses, momentsFor } from '#lib/tickets/clock'
import { handlingMinutes, type Ticket } from '#lib/tickets/model'
import { termsOf } from '#lib/tickets/terms'
import type { TicketWorld } from './ticket.ts'

const SAMPLE = 200

/** The tickets that were built are such as the product would have written: words, due moments, minutes, scores, repeats. Throws where they are not. */
export function checkTickets(file: string, world: TicketWorld) {
  const db = new Database(file, { readonly: true })
  const from = drizzle(db, { schema })
  for (let n = 0; n < SAMPLE; n++) checkOne(from, world, world.first + Math.floor((n * world.count) / SAMPLE))
  const one = (sql: string) => Number(db.prepare(sql).pluck().get())
  const built = `id >= ${world.first}`
  assert.equal(one(`select count(*) from tickets where ${built}`), world.count)
  assert.equal(
    one(`select count(*) from tickets where ${built} and created_at < (select created_at from tickets t where t.id = tickets.id - 1)`),
    0,
  )
  assert.equal(one(`select count(*) from tickets t where ${built} and (score is not null) <> exists (${scores})`), 0)
  assert.equal(
    one(`select count(*) from (select * from tickets where ${built} and repeat_of_id is not null) t where not exists (${repeated})`),
    0,
  )
  assert.equal(one(`select count(*) from tickets t where ${built} and (status = 'closed') <> exists (${closings})`), 0)
  assert.equal(one(`select count(*) from tickets where ${built} and repeat_of_id is not null and urgency = 'low'`), 0)
  const closed = one(`select count(*) from tickets where ${built} and status = 'closed'`) / world.count
  assert.ok(closed > 0.9 && closed < 0.99, `${closed} of the tickets are closed`)
  assert.equal(one(`select count(*) from ticket_search where ticket_search match '"sts_closed"'`) > 0, true)
  db.close()
}

const scores = 'select 1 from ticket_scores s where s.ticket_id = t.id and s.score = t.score'
const closings = `select 1 from ticket_closings c where c.ticket_id = t.id and c.closed_at = t.closed_at
  and c.handling_minutes is t.handling_minutes and c.handler_id is t.handler_id and c.reopened_at is null`
const repeated = `select 1 from tickets e where e.id = t.repeat_of_id and e.kind = 'complaint' and e.customer_id = t.customer_id
  and e.type_id = t.type_id and e.status <> 'void' and e.created_at between t.created_at - 90 * 86400000 and t.created_at`

type From = ReturnType<typeof drizzle<typeof schema>>

function checkOne(from: From, { calendar }: TicketWorld, id: number) {
  const { tickets: ticket, customers: customer, ticket_terms: found } = rowOf(from, id)
  const helping = from.select({ id: collaborators.userId }).from(collaborators).where(eq(collaborators.customerId, customer.id)).all()
  const collaborating = helping.map((one) => one.id)
  assert.equal(found.terms, termsOf(ticket, customer, collaborating))
  const pauses = listPauses(from, id)
  assert.deepEqual(ticket, { ...ticket, ...momentsFor(ticket, pauses, calendar) })
  const waited = pauses.map((pause) => ({ fromAt: pause.from, toAt: pause.to }))
  const spent = ticket.resolvedAt === null ? null : handlingMinutes(ticket.receivedAt!, ticket.resolvedAt, waited)
  assert.equal(ticket.handlingMinutes, spent)
  assert.equal(isInOrder(ticket), true)
}

const rowOf = (from: From, id: number) =>
  from
    .select()
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .innerJoin(ticketTerms, eq(ticketTerms.id, tickets.id))
    .where(and(eq(tickets.id, id)))
    .get()!

function isInOrder(t: Ticket) {
  const moments = [t.createdAt, t.assignedAt, t.receivedAt, t.respondedAt, t.resolvedAt, t.closedAt].filter((at) => at !== null)
  return moments.every((at, n) => n === 0 || at >= moments[n - 1]!)
}
