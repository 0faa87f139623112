import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { followUps, todos } from '#db/schema/followups'
import { dueAtOf, type FollowUp } from '../followups/model.ts'
import { now } from '../kernel/time.ts'

type Plan = { title: string; dueOn: string | null; assigneeId: number }
const UNTOUCHED = 1

/**
 * Keeps the next steps of imported contacts in their order, whatever the order of the sheet: a plan stands open only while no later
 * contact of its customer is known; the next contact is what settled it. To-dos that a person has touched are left alone.
 */
export function planKeeper(tx: Tx, importerId: number) {
  return (followUp: FollowUp, plan: Plan | null) => {
    settleEarlier(tx, followUp)
    if (!plan) return
    const later = nextContact(tx, followUp)
    const done = later
      ? { status: 'done' as const, doneAt: later.occurredAt, doneBy: later.followerId, doneFollowUpId: later.id }
      : { status: 'open' as const }
    const due = { dueOn: plan.dueOn, dueAt: dueAtOf(plan.dueOn, null) }
    tx.insert(todos)
      .values({
        ...plan,
        ...due,
        ...done,
        customerId: followUp.customerId,
        followUpId: followUp.id,
        createdBy: importerId,
        createdAt: now(),
      })
      .run()
  }
}

function settleEarlier(tx: Tx, by: FollowUp) {
  const earlier = tx
    .select({ id: followUps.id })
    .from(followUps)
    .where(and(eq(followUps.customerId, by.customerId), isNotNull(followUps.importJobId), before(by)))
  tx.update(todos)
    .set({ status: 'done', doneAt: by.occurredAt, doneBy: by.followerId, doneFollowUpId: by.id })
    .where(
      and(eq(todos.customerId, by.customerId), eq(todos.version, UNTOUCHED), inArray(todos.followUpId, earlier), openOrSettledAfter(by)),
    )
    .run()
}

function nextContact(tx: Tx, from: FollowUp) {
  return tx
    .select({ id: followUps.id, occurredAt: followUps.occurredAt, followerId: followUps.followerId })
    .from(followUps)
    .where(and(eq(followUps.customerId, from.customerId), after(from)))
    .orderBy(asc(followUps.occurredAt), asc(followUps.id))
    .limit(1)
    .get()
}

const openOrSettledAfter = (by: FollowUp): SQL | undefined =>
  or(eq(todos.status, 'open'), and(eq(todos.status, 'done'), or(isNull(todos.doneAt), gt(todos.doneAt, by.occurredAt))))
const before = (by: FollowUp) =>
  or(lt(followUps.occurredAt, by.occurredAt), and(eq(followUps.occurredAt, by.occurredAt), lt(followUps.id, by.id)))
const after = (by: FollowUp) =>
  or(gt(followUps.occurredAt, by.occurredAt), and(eq(followUps.occurredAt, by.occurredAt), gt(followUps.id, by.id)))
