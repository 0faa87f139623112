import { and, eq, gt, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { reader, type Source } from '#db/client'
import { customers, reveals } from '#db/schema/customers'
import { departments, users } from '#db/schema/people'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { REVEAL_MS } from '../customers/queries-archive.ts'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { listPauses, watchOf } from './clock.ts'
import { reached } from './reach.ts'

type Reading = Grant<'ticket.read'>

const handlers = alias(users, 'handlers')
const creators = alias(users, 'creators')
const earlier = alias(tickets, 'earlier')

/** One ticket as its page shows it: the customer by masks, but for what this person revealed within ten minutes. */
export function findTicketPage(me: Reading, id: number, from: Source = reader()) {
  const found = from
    .select({
      ticket: tickets,
      type: ticketTypes.name,
      department: departments.name,
      handler: handlers.name,
      creator: creators.name,
      repeatOf: earlier.number,
      customer: {
        id: customers.id,
        number: customers.number,
        name: customers.name,
        contactMasked: customers.contactMasked,
        phoneMasked: customers.phoneMasked,
        position: customers.position,
        level: customers.level,
        address: customers.address,
      },
    })
    .from(tickets)
    .innerJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.typeId))
    .leftJoin(departments, eq(departments.id, tickets.departmentId))
    .leftJoin(handlers, eq(handlers.id, tickets.handlerId))
    .leftJoin(creators, eq(creators.id, tickets.createdBy))
    .leftJoin(earlier, eq(earlier.id, tickets.repeatOfId))
    .where(and(eq(tickets.id, id), reached(me)))
    .get()
  if (!found) throw new Missing('工单')
  return { ...found, watch: watchOf(found.ticket, listPauses(from, id)), phone: revealedPhone(me, found.customer.id, from) }
}

export type TicketPage = ReturnType<typeof findTicketPage>

function revealedPhone(me: Reading, customerId: number, from: Source): string | undefined {
  const open = and(
    eq(reveals.userId, idOf(me.actor)),
    gt(reveals.at, now() - REVEAL_MS),
    eq(reveals.customerId, customerId),
    eq(reveals.field, 'phone'),
    isNull(reveals.contactId),
  )
  if (!from.select({ id: reveals.id }).from(reveals).where(open).get()) return undefined
  return from.select({ phone: customers.phone }).from(customers).where(eq(customers.id, customerId)).get()?.phone
}
