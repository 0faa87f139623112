import Database from 'better-sqlite3'
import { closeClients, reader } from '#db/client'
import { ticketClosings, ticketEntries, ticketPauses, ticketScores, tickets, ticketTerms, ticketTypes } from '#db/schema/tickets'
import { now, today } from '#lib/kernel/time'
import { listPolicies, readCalendar } from '#lib/sla/queries'
import { departmentFor } from '#lib/tickets/dispatch'
import { batchesOf } from './batches.ts'
import { checkTickets } from './check-tickets.ts'
import { hireDesk, readDesk } from './desk.ts'
import { insertBatches } from './insert.ts'
import type { TicketWorld } from './ticket.ts'

const targets = { tickets, ticketTerms, ticketEntries, ticketPauses, ticketClosings, ticketScores }

/** Half a ticket a customer, over the last 24 months, beside what the database holds already. */
export async function addTickets(database: string, customers: number, told: (tickets: number) => void) {
  await hireDesk()
  const world = worldOf(database, customers)
  closeClients()
  await insertBatches(database, targets, batchesOf({ of: 'tickets', world }, world.count), told)
  noteSerial(database, world)
  checkTickets(database, world)
}

function worldOf(database: string, customers: number): TicketWorld {
  const types = reader()
    .select()
    .from(ticketTypes)
    .all()
    .map((type) => ({ ...type, department: departmentFor(reader(), type) }))
  const told = { at: now(), today: today(), types, policies: listPolicies(), calendar: readCalendar(), ...readDesk() }
  return { count: Math.floor(customers / 2), ...told, ...readCustomers(database, customers) }
}

// Of a million customers three numbers each, in memory that all threads share.
function readCustomers(database: string, customers: number) {
  const db = new Database(database, { readonly: true })
  const first = Number(db.prepare('select coalesce(max(id), 0) + 1 from tickets').pluck().get())
  const shared = (bytes: number) => new SharedArrayBuffer(customers * bytes)
  const owners = new Int32Array(shared(4))
  const departments = new Int32Array(shared(4))
  const since = new Float64Array(shared(8)).fill(Number.POSITIVE_INFINITY)
  const living = db.prepare(
    'select id, coalesce(owner_id, 0), coalesce(department_id, 0), created_at from customers where id <= ? and deleted_at is null',
  )
  for (const [id, owner, department, createdAt] of living.raw().iterate(customers) as Iterable<[number, number, number, number]>) {
    owners[id - 1] = owner
    departments[id - 1] = department
    since[id - 1] = createdAt
  }
  db.close()
  return { first, owners, departments, since }
}

// The next number of today that the product gives out lies behind those that were given here.
function noteSerial(database: string, { today, first, count }: TicketWorld) {
  const db = new Database(database)
  db.prepare('insert or replace into serials (key, last) values (?, ?)').run(`T${today.replaceAll('-', '')}`, first + count)
  db.close()
}
