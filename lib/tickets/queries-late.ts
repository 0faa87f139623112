import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import type { Grant } from '../kernel/grant.ts'

export type Mark = { dueAt: number; id: number }

/**
 * Open tickets whose clock runs, after a mark, by due moment: a slice of `limit`, with what the time of an alarm follows from; the head
 * where the account is active.
 */
export const listClocked = (_me: Grant<'notification.raise'>, mark: Mark, limit: number, from: Source = reader()) =>
  from
    .select({
      id: tickets.id,
      status: tickets.status,
      handlerId: tickets.handlerId,
      headId: users.id,
      dueAt: sql<number>`${tickets.dueAt}`,
      warnAt: tickets.warnAt,
      terms: tickets.terms,
    })
    .from(tickets)
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .leftJoin(users, and(eq(users.id, ticketTypes.headId), eq(users.active, true)))
    .where(and(sql`(${tickets.dueAt}, ${tickets.id}) > (${mark.dueAt}, ${mark.id})`, isNotNull(tickets.dueAt)))
    .orderBy(asc(tickets.dueAt), asc(tickets.id))
    .limit(limit)
    .all()

/** The same with number and customer, but for those whose customer lies in the recycle bin. */
export function nameTickets<T extends { id: number }>(_me: Grant<'notification.raise'>, some: T[], from: Source = reader()) {
  if (some.length === 0) return []
  const wanted = JSON.stringify(some.map(({ id }) => id))
  const rows = from
    .select({ id: tickets.id, number: tickets.number, customer: customers.name })
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .where(and(sql`${tickets.id} in (select value from json_each(${wanted}))`, isNull(customers.deletedAt)))
    .all()
  const names = new Map(rows.map((row) => [row.id, row]))
  return some.flatMap((one) => {
    const name = names.get(one.id)
    return name ? [{ ...one, ...name }] : []
  })
}

/** Who hears of late tickets beside their handlers: the heads of service, and the general manager. */
export function listHeads(_me: Grant<'notification.raise'>, from: Source = reader()) {
  const people = from.select({ id: users.id, role: users.role }).from(users).where(eq(users.active, true)).all()
  const idsOf = (role: 'service_manager' | 'boss') => people.filter((person) => person.role === role).map(({ id }) => id)
  return { heads: idsOf('service_manager'), managers: idsOf('boss') }
}
