import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { repairSteps, repairs } from '#db/schema/closing'
import { todos } from '#db/schema/followups'
import { tickets } from '#db/schema/tickets'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import type { Grant } from '../kernel/grant.ts'

/** Whether a customer is being won back (N-12): then nothing is sold to it. A plan lasts while one of its steps is open. */
export const isRepairing = (customerId: number, from: Source = reader()): boolean => running(from).get({ customerId }) !== undefined

/** The plan a customer is in: for which ticket, since when, how many steps are left and by when the next is due; undefined where there is none. */
export function repairOf(me: Grant<'customer.read'>, customerId: number, from: Source = reader()) {
  reachCustomer(me, customerId, from)
  return running(from).get({ customerId })
}

export type Repair = NonNullable<ReturnType<typeof repairOf>>

/** The last plan of a ticket that still runs; for the command that tends it. */
export const findRunning = (ticketId: number, from: Source) =>
  from
    .select({ id: repairs.id, startedAt: repairs.startedAt })
    .from(repairs)
    .where(and(eq(repairs.ticketId, ticketId), isNull(repairs.endedAt), hasOpenStep))
    .orderBy(desc(repairs.startedAt))
    .limit(1)
    .get()

const hasOpenStep = sql`exists (select 1 from ${repairSteps} s join ${todos} t on t.id = s.todo_id where s.repair_id = ${repairs.id} and t.status = 'open')`

const running = builtOnce((from) =>
  from
    .select({
      id: repairs.id,
      startedAt: repairs.startedAt,
      ticketId: repairs.ticketId,
      number: tickets.number,
      left: sql<number>`count(*)`,
      nextOn: sql<string | null>`min(${todos.dueOn})`,
    })
    .from(repairs)
    .innerJoin(tickets, eq(tickets.id, repairs.ticketId))
    .innerJoin(repairSteps, eq(repairSteps.repairId, repairs.id))
    .innerJoin(todos, eq(todos.id, repairSteps.todoId))
    .where(and(eq(repairs.customerId, sql.placeholder('customerId')), isNull(repairs.endedAt), eq(todos.status, 'open')))
    .groupBy(repairs.id)
    .orderBy(desc(repairs.startedAt))
    .limit(1)
    .prepare(),
)
