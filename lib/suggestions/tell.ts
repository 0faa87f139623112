import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { suggestions } from '#db/schema/suggestions'
import { plan } from '../followups/plan.ts'
import { addDays, dayOf, now } from '../kernel/time.ts'
import { type Idea, TELL_DAYS } from './model.ts'

type Asker = { customerId: number; ownerId: number | null; active: boolean | null }

/** Puts the sentence on the desk of whoever looks after each customer that asked and has not been provided for, up to `most`; how many. Who asked twice is told once (N-16). */
export function planTelling(tx: Tx, idea: Idea, most: number): number {
  const askers = listUntold(tx, idea.id, most)
  for (const asker of askers) {
    const todoId = findTelling(tx, idea.id, asker.customerId) ?? planOne(tx, idea, asker)
    tx.update(suggestions)
      .set({ todoId })
      .where(and(isUntold(idea.id), eq(suggestions.customerId, asker.customerId)))
      .run()
  }
  return askers.length
}

/** Takes back what was planned and not yet done, for an idea that is open again. */
export function takeBackTelling(tx: Tx, ideaId: number) {
  const planned = sql`(select todo_id from suggestions where idea_id = ${ideaId} and todo_id is not null)`
  tx.update(todos)
    .set({ status: 'cancelled', doneAt: now(), version: sql`${todos.version} + 1` })
    .where(and(sql`${todos.id} in ${planned}`, eq(todos.status, 'open')))
    .run()
  const undone = sql`${suggestions.todoId} in (select id from todos where status <> 'done')`
  tx.update(suggestions)
    .set({ todoId: null })
    .where(and(eq(suggestions.ideaId, ideaId), isNotNull(suggestions.todoId), undone))
    .run()
}

// Spelled out, because the index of those still untold is found by these words.
const isUntold = (ideaId: number) => and(eq(suggestions.ideaId, ideaId), isNull(suggestions.todoId), sql`${suggestions.dropped} = 0`)

const listUntold = (tx: Tx, ideaId: number, most: number): Asker[] =>
  tx
    .selectDistinct({ customerId: suggestions.customerId, ownerId: customers.ownerId, active: users.active })
    .from(suggestions)
    .innerJoin(customers, eq(customers.id, suggestions.customerId))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(and(isUntold(ideaId), isNull(customers.deletedAt)))
    .orderBy(asc(suggestions.customerId))
    .limit(most)
    .all()

const findTelling = (tx: Tx, ideaId: number, customerId: number) =>
  tx
    .select({ id: suggestions.todoId })
    .from(suggestions)
    .where(and(eq(suggestions.customerId, customerId), eq(suggestions.ideaId, ideaId), isNotNull(suggestions.todoId)))
    .limit(1)
    .get()?.id

function planOne(tx: Tx, { sentence }: Idea, { customerId, ownerId, active }: Asker): number {
  const dueOn = addDays(dayOf(now()), TELL_DAYS)
  const title = `告知客户：${sentence}`
  return plan(tx, { customerId, followUpId: null, assigneeId: active ? ownerId : null, title, dueOn, dueTime: '', createdBy: null }).id
}
