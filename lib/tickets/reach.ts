import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { customers } from '#db/schema/customers'
import { tickets } from '#db/schema/tickets'
import { departmentOf, type Grant, idOf } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'

type TicketPermission = Extract<Permission, `ticket.${string}`>
export type TicketGrant = Grant<TicketPermission>

// Working on a ticket is the handler's; ending it also whoever took it down; the rest is for all who may see it.
const handling = new Set<TicketPermission>([
  'ticket.receive',
  'ticket.respond',
  'ticket.progress',
  'ticket.wait',
  'ticket.resume',
  'ticket.resolve',
])
const ending = new Set<TicketPermission>([
  'ticket.close',
  'ticket.score',
  'ticket.askScore',
  'ticket.sendBack',
  'ticket.void',
  'ticket.edit',
  'ticket.assign',
])

/** The tickets this grant reaches, its customer living: by what is to be done, own is the handler, the creator, or the customer's owner as well. */
export function reached(me: TicketGrant): SQL | undefined {
  const living = sql`exists (select 1 from ${customers} c where c.id = ${tickets.customerId} and c.deleted_at is null)`
  return and(living, scoped(me))
}

function scoped(me: TicketGrant): SQL | undefined {
  if (me.reach === 'all') return undefined
  if (me.permission === 'ticket.take') return inQueue(me)
  const ours = me.reach === 'department' && departmentOf(me.actor) !== null ? eq(tickets.departmentId, departmentOf(me.actor)!) : undefined
  const handler = eq(tickets.handlerId, idOf(me.actor))
  if (handling.has(me.permission)) return or(handler, ours)
  // A number is for who handles it, and for whom the customer belongs to.
  if (me.permission === 'ticket.reveal') return or(handler, ofCustomer(me))
  const creator = eq(tickets.createdBy, idOf(me.actor))
  return ending.has(me.permission) ? or(handler, creator, ours) : or(handler, creator, ours, inQueue(me), ofCustomer(me))
}

// What waits in one's own department for somebody to take it.
function inQueue({ actor }: TicketGrant) {
  const department = departmentOf(actor)
  return department === null
    ? sql`0`
    : and(eq(tickets.departmentId, department), isNull(tickets.handlerId), eq(tickets.status, 'unassigned'))
}

function ofCustomer({ actor, reach }: TicketGrant) {
  const [user, department] = [idOf(actor), departmentOf(actor)]
  const house = reach === 'department' && department !== null ? sql` or c.department_id = ${department}` : sql``
  return sql`exists (select 1 from ${customers} c where c.id = ${tickets.customerId} and (c.owner_id = ${user}${house}
    or exists (select 1 from collaborators k where k.customer_id = c.id and k.user_id = ${user})))`
}
