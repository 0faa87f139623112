import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { can, departmentOf, type Grant, idOf } from '../kernel/grant.ts'
import { brief } from './queries-of-customer.ts'
import { reached } from './reach.ts'

type Reading = Grant<'ticket.read'>

/** One's own open tickets, the most urgent first, and how many wait in one's department to be taken. */
export function listMine(me: Reading, limit: number, from: Source = reader()) {
  const mine = and(eq(tickets.handlerId, idOf(me.actor)), inArray(tickets.status, ['unreceived', 'unanswered', 'working']), reached(me))
  const rows = from
    .select({ ...brief, customer: customers.name })
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .where(mine)
    .orderBy(asc(tickets.dueAt), asc(tickets.id))
    .limit(limit)
    .all()
  const total = from.get<{ n: number }>(sql`select count(*) as n from (select 1 from ${tickets} where ${mine} limit 1000)`)?.n ?? 0
  return { rows, total, queue: countQueue(me, from) }
}

function countQueue(me: Reading, from: Source) {
  const department = departmentOf(me.actor)
  if (department === null || !can(me.actor, 'ticket.take')) return 0
  const waiting = and(eq(tickets.departmentId, department), eq(tickets.status, 'unassigned'))
  return from.get<{ n: number }>(sql`select count(*) as n from (select 1 from ${tickets} where ${waiting} limit 1000)`)?.n ?? 0
}
