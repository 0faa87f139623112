import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import type { Grant } from '../kernel/grant.ts'

export type Mark = { dueAt: number; id: number }

/** Open tickets whose clock runs, after a mark, by due moment: a slice of `limit`, with what an alarm needs to know; the head where the account is active. */
export function listClocked(_me: Grant<'notification.raise'>, mark: Mark, limit: number, from: Source = reader()) {
  return from
    .select({
      id: tickets.id,
      number: tickets.number,
      customer: customers.name,
      status: tickets.status,
      handlerId: tickets.handlerId,
      headId: users.id,
      dueAt: tickets.dueAt,
      warnAt: tickets.warnAt,
      terms: tickets.terms,
    })
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .leftJoin(users, and(eq(users.id, ticketTypes.headId), eq(users.active, true)))
    .where(and(sql`(${tickets.dueAt}, ${tickets.id}) > (${mark.dueAt}, ${mark.id})`, isNotNull(tickets.dueAt), isNull(customers.deletedAt)))
    .orderBy(asc(tickets.dueAt), asc(tickets.id))
    .limit(limit)
    .all()
}

/** Who hears of late tickets beside their handlers: the heads of service, and the general manager. */
export function listHeads(_me: Grant<'notification.raise'>, from: Source = reader()) {
  const people = from.select({ id: users.id, role: users.role }).from(users).where(eq(users.active, true)).all()
  const idsOf = (role: 'service_manager' | 'boss') => people.filter((person) => person.role === role).map(({ id }) => id)
  return { heads: idsOf('service_manager'), managers: idsOf('boss') }
}
