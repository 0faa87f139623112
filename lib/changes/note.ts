import { and, eq, like } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { changeEvents } from '#db/schema/truth'
import { plan } from '../followups/plan.ts'
import { authorOf, type Grant } from '../kernel/grant.ts'
import { addDays, now, today } from '../kernel/time.ts'
import { changesOf, demandChanges, type Noted, REVIEW, REVIEW_DAYS, reviewTitle } from './model.ts'

type Archive = Parameters<typeof changesOf>[0] & { id: number; ownerId: number | null }
type Demand = Parameters<typeof demandChanges>[0]

/** Writes what changed of an archive's size, trade, level and status as dated events, and asks its owner to review the strategy (S0-05, S1-06). */
export function noteChanges(tx: Tx, me: Grant, before: Archive, after: Archive, { review = true } = {}) {
  note(tx, me, after, changesOf(before, after), review)
}

/** The same for what a customer needs; nothing where nothing was told before. */
export function noteDemand(tx: Tx, me: Grant, customer: { id: number; ownerId: number | null }, before: Demand | undefined, after: Demand) {
  if (before) note(tx, me, customer, demandChanges(before, after), true)
}

function note(tx: Tx, me: Grant, customer: { id: number; ownerId: number | null }, changes: Noted[], review: boolean) {
  if (changes.length === 0) return
  const todoId = review ? askForReview(tx, customer, changes[0]!) : null
  const event = { customerId: customer.id, todoId, createdBy: authorOf(me.actor), createdAt: now() }
  for (const change of changes)
    tx.insert(changeEvents)
      .values({ ...event, ...change })
      .run()
}

// One at a time: while a review is still to be done, a further change is part of it.
function askForReview(tx: Tx, { id, ownerId }: { id: number; ownerId: number | null }, change: Noted): number | null {
  const open = and(eq(todos.customerId, id), eq(todos.status, 'open'), like(todos.title, `${REVIEW}%`))
  const there = tx.select({ id: todos.id }).from(todos).where(open).limit(1).get()
  if (there) return there.id
  const owner = ownerId === null ? undefined : tx.select().from(users).where(eq(users.id, ownerId)).get()
  if (!owner?.active) return null
  const dueOn = addDays(today(), REVIEW_DAYS)
  return plan(tx, { customerId: id, followUpId: null, assigneeId: owner.id, title: reviewTitle(change), dueOn, dueTime: '' }).id
}
