import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { customers } from '#db/schema/customers'
import { surveyInvitations } from '#db/schema/surveys'
import { plan } from '../followups/plan.ts'
import { addDays, dayOf, now } from '../kernel/time.ts'
import { consentOf } from '../strategies/consent.ts'
import { currentOf, listFamily } from './editions.ts'
import { type Invitation, SEND_DAYS } from './model.ts'

type Asked = Pick<Invitation, 'surveyId' | 'customerId' | 'reason'> & {
  assigneeId: number | null
  contactId?: number | null
  createdBy?: number | null
}

/** Why a customer is not asked; undefined where it may be (S1-57, I-05). */
export function obstacleTo(tx: Tx, { surveyId, customerId }: Pick<Asked, 'surveyId' | 'customerId'>) {
  if (!currentOf(tx, surveyId)) return 'closed'
  const customer = tx
    .select({ status: customers.status, gone: customers.deletedAt })
    .from(customers)
    .where(eq(customers.id, customerId))
    .get()
  if (!customer || customer.gone !== null || customer.status === 'merged' || customer.status === 'archived') return 'gone'
  if (hasRefused(tx, customerId)) return 'refused'
  return isAsked(tx, surveyId, customerId) ? 'asked' : undefined
}

/** Puts a customer's invitation on a colleague's desk: the row, with its to-do; of a survey that has a newer open edition, that one. Undefined, and nothing written, where the customer refused, is asked already or the survey is not open. */
export function invite(tx: Tx, asked: Asked): Invitation | undefined {
  if (obstacleTo(tx, asked) !== undefined) return undefined
  const survey = currentOf(tx, asked.surveyId)!
  const { customerId, reason, assigneeId, contactId = null, createdBy = null } = asked
  const at = now()
  const dueOn = addDays(dayOf(at), SEND_DAYS)
  const title = `发送满意度调研：${survey.title}`
  const todo = plan(tx, { customerId, followUpId: null, assigneeId, title, dueOn, dueTime: '', createdBy })
  return tx
    .insert(surveyInvitations)
    .values({ surveyId: survey.id, customerId, contactId, reason, todoId: todo.id, createdBy, createdAt: at })
    .returning()
    .get()
}

/** Whether the customer wants to be asked no more (I-05). */
export const hasRefused = (tx: Tx, customerId: number) => consentOf(customerId, tx)?.marketing === 'refused'

const isAsked = (tx: Tx, surveyId: number, customerId: number) =>
  tx
    .select({ id: surveyInvitations.id })
    .from(surveyInvitations)
    .where(
      and(
        eq(surveyInvitations.customerId, customerId),
        inArray(surveyInvitations.surveyId, listFamily(tx, surveyId)),
        isNull(surveyInvitations.answeredAt),
        isNull(surveyInvitations.cancelledAt),
        or(isNull(surveyInvitations.expiresAt), gt(surveyInvitations.expiresAt, now())),
      ),
    )
    .limit(1)
    .get() !== undefined
