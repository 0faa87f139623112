import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { customers } from '#db/schema/customers'
import { users } from '#db/schema/people'
import { surveyAnswers, surveyInvitations, surveyQuestions, surveyResponses, surveys } from '#db/schema/surveys'
import { tickets } from '#db/schema/tickets'
import { builtOnce } from '#db/statements'
import { reachCustomer } from '../customers/queries.ts'
import { Missing } from '../kernel/errors.ts'
import { grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { stateOf } from './model.ts'
import { listQuestions } from './queries.ts'
import { ofReach, type SurveyGrant } from './reach.ts'

/** What one customer said, question by question. */
export function findResponse(me: SurveyGrant, id: number, from: Source = reader()) {
  const found = from
    .select({
      id: surveyResponses.id,
      surveyId: surveyResponses.surveyId,
      invitationId: surveyResponses.invitationId,
      customerId: surveyResponses.customerId,
      customer: customers.name,
      survey: surveys.title,
      edition: surveys.edition,
      source: surveyResponses.source,
      tiers: surveyResponses.tiers,
      lowest: surveyResponses.lowest,
      at: surveyResponses.at,
      by: users.name,
      ticketId: surveyResponses.ticketId,
      ticket: tickets.number,
      todoId: surveyResponses.todoId,
    })
    .from(surveyResponses)
    .innerJoin(customers, eq(customers.id, surveyResponses.customerId))
    .innerJoin(surveys, eq(surveys.id, surveyResponses.surveyId))
    .leftJoin(users, eq(users.id, surveyResponses.byId))
    .leftJoin(tickets, eq(tickets.id, surveyResponses.ticketId))
    .where(and(eq(surveyResponses.id, id), ofReach(me)))
    .get()
  if (!found) throw new Missing('调研答复')
  return { ...found, questions: listQuestions(found.surveyId, from), answers: listAnswers([id], from) }
}

/** The answers of some responses, in the order of the questions. */
export const listAnswers = (responseIds: number[], from: Source = reader()) =>
  from
    .select({
      responseId: surveyAnswers.responseId,
      questionId: surveyAnswers.questionId,
      value: surveyAnswers.value,
      text: surveyAnswers.text,
      kind: surveyQuestions.kind,
      dimension: surveyQuestions.dimension,
    })
    .from(surveyAnswers)
    .innerJoin(surveyQuestions, eq(surveyQuestions.id, surveyAnswers.questionId))
    .where(inArray(surveyAnswers.responseId, responseIds))
    .orderBy(asc(surveyAnswers.responseId), asc(surveyQuestions.position))
    .all()

const LATEST = 5

/** What a customer was asked and answered last, newest first, with its marks by dimension. */
export function listCustomerSurveys(me: SurveyGrant, customerId: number, from: Source = reader()) {
  reachCustomer(grant(me.actor, 'customer.read'), customerId, from)
  const at = now()
  const rows = latestOf(from).all({ customerId })
  const answered = rows.flatMap(({ responseId }) => responseId ?? [])
  const marks = Map.groupBy(answered.length > 0 ? listAnswers(answered, from) : [], ({ responseId }) => responseId)
  return rows.map(({ invitation, survey, responseId, lowest }) => ({
    ...{ id: invitation.id, reason: invitation.reason, createdAt: invitation.createdAt, answeredAt: invitation.answeredAt },
    ...{ survey, responseId, lowest, state: stateOf(invitation, at) },
    marks: (responseId === null ? [] : (marks.get(responseId) ?? [])).flatMap(({ kind, dimension, value }) =>
      value === null || (kind !== 'scale' && kind !== 'recommend') ? [] : [{ dimension, value, of: kind === 'scale' ? 5 : 10 }],
    ),
  }))
}

const latestOf = builtOnce((from) =>
  from
    .select({ invitation: surveyInvitations, survey: surveys.title, responseId: surveyResponses.id, lowest: surveyResponses.lowest })
    .from(surveyInvitations)
    .innerJoin(surveys, eq(surveys.id, surveyInvitations.surveyId))
    .leftJoin(surveyResponses, eq(surveyResponses.invitationId, surveyInvitations.id))
    .where(eq(surveyInvitations.customerId, sql.placeholder('customerId')))
    .orderBy(desc(surveyInvitations.createdAt), desc(surveyInvitations.id))
    .limit(LATEST)
    .prepare(),
)
