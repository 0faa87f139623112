import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { repairSteps, repairs } from '#db/schema/closing'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { ticketScores, tickets } from '#db/schema/tickets'
import { plan } from '../followups/plan.ts'
import { type Change, command, created, updated } from '../kernel/command.ts'
import { addDays, dayOf, now } from '../kernel/time.ts'
import type { Ticket } from '../tickets/model.ts'
import { hurts, isGood, steps } from './model.ts'
import { findRunning } from './queries.ts'

/** A plan as the record tells of it. */
type Told = { id: number; number: string; startedAt: number; endedAt: number | null }

/** After a ticket was closed or scored: begins the plan where it hurt (N-12), or ends it early where the customer is content since. */
export const tendRepair = command({
  name: 'repair.tend',
  input: z.strictObject({ ticketId: z.number().int().positive(), closing: z.boolean() }),
  run(tx, _me, { ticketId, closing }): Change[] {
    const ticket = tx.select().from(tickets).where(eq(tickets.id, ticketId)).get()
    if (!ticket) return []
    const running = findRunning(ticketId, tx)
    if (!running) return hurts(ticket, closing) ? [begin(tx, ticket)] : []
    const since = scoreSince(tx, ticketId, running.startedAt)
    return since !== undefined && isGood(since) ? [end(tx, ticket, running, since)] : []
  },
})

function begin(tx: Tx, ticket: Ticket): Change {
  const { number, customerId } = ticket
  const at = now()
  const repair = tx.insert(repairs).values({ customerId, ticketId: ticket.id, startedAt: at }).returning().get()
  const assigneeId = carerOf(tx, ticket)
  for (const { day, title } of steps) {
    const dueOn = addDays(dayOf(at), day)
    const todo = plan(tx, { customerId, followUpId: null, assigneeId, title: title(number), dueOn, dueTime: '' })
    tx.insert(repairSteps).values({ repairId: repair.id, todoId: todo.id }).run()
  }
  const told: Told = { id: repair.id, number, startedAt: at, endedAt: null }
  const change = created(told, customerId)
  return assigneeId === null ? change : { ...change, tells: [wordTo(assigneeId, repair.id, number, customerId)] }
}

const wordTo = (userId: number, repairId: number, number: string, customerId: number) => ({
  userId,
  key: `repair:${repairId}`,
  kind: 'assigned' as const,
  title: `工单 ${number} 的客户进入修复期：安排了 ${steps.length} 次联系，其间不要推销`,
  href: `/customers/${customerId}`,
})

// Whose customer it is; where that is nobody who is still there, whoever handled the ticket.
function carerOf(tx: Tx, { customerId, handlerId, createdBy }: Ticket): number | null {
  const owner = tx.select({ id: customers.ownerId }).from(customers).where(eq(customers.id, customerId)).get()
  const wanted = [owner?.id, handlerId, createdBy].filter((one) => typeof one === 'number')
  const there = tx
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, wanted), eq(users.active, true)))
    .all()
  return wanted.find((one) => there.some(({ id }) => id === one)) ?? null
}

const scoreSince = (tx: Tx, ticketId: number, at: number) =>
  tx
    .select({ score: ticketScores.score })
    .from(ticketScores)
    .where(and(eq(ticketScores.ticketId, ticketId), sql`${ticketScores.at} > ${at}`))
    .orderBy(desc(ticketScores.id))
    .limit(1)
    .get()?.score

function end(tx: Tx, { number, customerId }: Ticket, { id, startedAt }: { id: number; startedAt: number }, score: number): Change {
  const at = now()
  tx.update(repairs).set({ endedAt: at }).where(eq(repairs.id, id)).run()
  tx.update(todos)
    .set({ status: 'cancelled', doneAt: at, version: sql`${todos.version} + 1` })
    .where(sql`${todos.status} = 'open' and ${todos.id} in (select todo_id from ${repairSteps} where repair_id = ${id})`)
    .run()
  const before: Told = { id, number, startedAt, endedAt: null }
  return { ...updated(before, { ...before, endedAt: at }, customerId), why: `客户重新评分 ${score} 分` }
}
