import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { surveyInvitations, surveyResponses } from '#db/schema/surveys'
import { tickets, ticketTypes } from '#db/schema/tickets'
import { plan } from '../followups/plan.ts'
import { type Change, command, created, updated } from '../kernel/command.ts'
import { addDays, dayOf, now } from '../kernel/time.ts'
import { followOf, worstDimension } from './answers.ts'
import { listFamily } from './editions.ts'
import { invite } from './invite.ts'
import { AGAIN_DAYS, REMIND_DAYS, reachedThreeMonths, stateOf } from './model.ts'
import { listQuestions } from './queries.ts'
import { listAnswers } from './queries-answers.ts'
import { firstPurchase } from './queries-due.ts'
import { id } from './shape.ts'
import { carerOf } from './todo.ts'
import { storyOf, typeNames } from './words.ts'

const VISIT_DAYS = 3

/** Asks those of some customers whose cooperation reached three months within the last month, each once in 180 days (S1-57). */
export const inviteDue = command({
  name: 'survey.invite',
  input: z.strictObject({ surveyId: id, customerIds: z.array(id).max(100), at: z.number().int() }),
  run(tx, _me, { surveyId, customerIds, at }): Change<{ id: number }>[] {
    return customerIds.flatMap((customerId) => {
      const first = firstPurchase(customerId, tx)
      if (!first || !reachedThreeMonths(first, dayOf(at)) || wasAskedLately(tx, surveyId, customerId, at)) return []
      const made = invite(tx, { surveyId, customerId, reason: 'threeMonths', assigneeId: carerOf(tx, customerId) })
      return made ? [created({ id: made.id, customerId, reason: made.reason }, customerId)] : []
    })
  },
})

const wasAskedLately = (tx: Tx, surveyId: number, customerId: number, at: number) =>
  tx
    .select({ id: surveyInvitations.id })
    .from(surveyInvitations)
    .where(
      and(
        eq(surveyInvitations.customerId, customerId),
        inArray(surveyInvitations.surveyId, listFamily(tx, surveyId)),
        sql`${surveyInvitations.createdAt} > ${at - AGAIN_DAYS * 86_400_000}`,
      ),
    )
    .limit(1)
    .get() !== undefined

/** Speaks once of a link that has lain unanswered for five days, to whoever sent it (W-34). */
export const remindInvitation = command({
  name: 'survey.remind',
  input: z.strictObject({ id, at: z.number().int() }),
  run(tx, _me, { id, at }): Change<{ id: number }>[] {
    const before = tx.select().from(surveyInvitations).where(eq(surveyInvitations.id, id)).get()
    if (!before || before.remindedAt !== null || stateOf(before, at) !== 'sent' || before.linkedAt! > at - REMIND_DAYS * 86_400_000)
      return []
    tx.update(surveyInvitations).set({ remindedAt: at }).where(eq(surveyInvitations.id, id)).run()
    const { customerId } = before
    const told = updated({ id, customerId, remindedAt: null }, { id, customerId, remindedAt: at }, customerId)
    const userId = senderOf(tx, before.todoId) ?? carerOf(tx, customerId)
    const name = tx.select({ name: customers.name }).from(customers).where(eq(customers.id, customerId)).get()?.name ?? ''
    if (userId === null) return [told]
    const title = `提醒客户填写满意度调研：${name}，链接已发 ${REMIND_DAYS} 天`
    return [{ ...told, tells: [{ userId, key: `survey-remind:${id}`, kind: 'assigned', title, href: `/surveys/invitations/${id}` }] }]
  },
})

const senderOf = (tx: Tx, todoId: number | null) =>
  todoId === null ? undefined : tx.select({ id: todos.assigneeId }).from(todos).where(eq(todos.id, todoId)).get()?.id

/** After an answer: a low mark is for a ticket, whose type and words this tells; a mere unwillingness to recommend puts a visit on the account manager's desk (S1-57). */
export const followResponse = command({
  name: 'survey.follow',
  input: z.strictObject({ id }),
  run(tx, _me, { id }): Change<{ id: number; customerId: number; typeId?: number; description?: string; visit?: string }>[] {
    const response = tx.select().from(surveyResponses).where(eq(surveyResponses.id, id)).get()
    if (!response || response.ticketId !== null || response.todoId !== null) return []
    const questions = listQuestions(response.surveyId, tx)
    const answers = listAnswers([id], tx)
    const follows = followOf(questions, answers)
    const { customerId } = response
    if (follows === undefined) return []
    const typeId = follows === 'ticket' ? findType(tx, worstDimension(questions, answers)) : undefined
    if (typeId !== undefined) return [created({ id, customerId, typeId, description: storyOf(questions, answers) }, customerId)]
    const title = '回访：调研评价偏低'
    const dueOn = addDays(dayOf(now()), VISIT_DAYS)
    const todo = plan(tx, { customerId, followUpId: null, assigneeId: carerOf(tx, customerId), title, dueOn, dueTime: '' })
    tx.update(surveyResponses).set({ todoId: todo.id }).where(eq(surveyResponses.id, id)).run()
    return [created({ id, customerId, visit: title }, customerId)]
  },
})

/** The ticket that has just been taken down for an answer: the customer's newest, in the same transaction. */
export const linkTicket = command({
  name: 'survey.linkTicket',
  input: z.strictObject({ id }),
  run(tx, _me, { id }) {
    const before = tx.select().from(surveyResponses).where(eq(surveyResponses.id, id)).get()!
    const { customerId } = before
    const ticket = tx
      .select({ id: sql<number>`max(${tickets.id})` })
      .from(tickets)
      .where(eq(tickets.customerId, customerId))
      .get()!
    tx.update(surveyResponses).set({ ticketId: ticket.id }).where(eq(surveyResponses.id, id)).run()
    return updated({ id, customerId, ticketId: null }, { id, customerId, ticketId: ticket.id }, customerId)
  },
})

function findType(tx: Tx, dimension: string): number | undefined {
  const types = tx
    .select({ id: ticketTypes.id, name: ticketTypes.name })
    .from(ticketTypes)
    .where(and(eq(ticketTypes.kind, 'complaint'), eq(ticketTypes.active, true)))
    .orderBy(ticketTypes.id)
    .all()
  const wanted = [typeNames[dimension], dimension, '其他'].find((name) => types.some((type) => type.name === name))
  return (types.find(({ name }) => name === wanted) ?? types[0])?.id
}
