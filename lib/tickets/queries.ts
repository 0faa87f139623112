import { and, desc, eq, gt, ne, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { tickets } from '#db/schema/tickets'
import { Missing } from '../kernel/errors.ts'
import { can, type Grant, grant } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import type { Ticket } from './model.ts'
import { reached, type TicketGrant } from './reach.ts'

type Reading = Grant<'ticket.read'>

/** The whole row within reach: for commands. */
export function findTicket(me: TicketGrant, id: number, from: Source = reader()): Ticket {
  const ticket = from
    .select()
    .from(tickets)
    .where(and(eq(tickets.id, id), reached(me)))
    .get()
  if (!ticket) throw new Missing('工单')
  return ticket
}

/** Whether one of one's deeds reaches this ticket: what does not is not offered. */
export function reaches(me: Reading, permission: Extract<Permission, `ticket.${string}`>, id: number, from: Source = reader()): boolean {
  if (!can(me.actor, permission)) return false
  const found = and(eq(tickets.id, id), reached(grant(me.actor, permission)))
  return from.select({ id: tickets.id }).from(tickets).where(found).get() !== undefined
}

/** The last complaint of this type from this customer since a moment, void ones aside; of one that is there already, what came before it. */
export const findRepeated = (
  { customerId, typeId, before }: { customerId: number; typeId: number; before?: { id: number; at: number } },
  since: number,
  from: Source = reader(),
) =>
  from
    .select({ id: tickets.id, number: tickets.number })
    .from(tickets)
    .where(
      and(
        eq(tickets.customerId, customerId),
        eq(tickets.typeId, typeId),
        eq(tickets.kind, 'complaint'),
        ne(tickets.status, 'void'),
        gt(tickets.createdAt, since),
        before && sql`(${tickets.createdAt}, ${tickets.id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(tickets.createdAt))
    .limit(1)
    .get()
