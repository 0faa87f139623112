import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { contacts } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { todos } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { surveyInvitations, surveyQuestions, surveyResponses, surveys } from '#db/schema/surveys'
import { Missing } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { hashOf } from '../scores/token.ts'
import { listFamily } from './editions.ts'
import { type Survey, stateOf } from './model.ts'
import { ofReach, type SurveyGrant } from './reach.ts'

/** One edition of a questionnaire. */
export function findSurvey(_me: SurveyGrant, id: number, from: Source = reader()): Survey {
  const survey = from.select().from(surveys).where(eq(surveys.id, id)).get()
  if (!survey) throw new Missing('问卷')
  return survey
}

/** Its questions in their order; for the page that a customer opens, too. */
export const listQuestions = (surveyId: number, from: Source = reader()) =>
  from.select().from(surveyQuestions).where(eq(surveyQuestions.surveyId, surveyId)).orderBy(asc(surveyQuestions.position)).all()

/** Every questionnaire, the open ones first, then the newest. */
export const listSurveys = (_me: SurveyGrant, from: Source = reader()) =>
  from
    .select({
      id: surveys.id,
      key: surveys.key,
      title: surveys.title,
      status: surveys.status,
      edition: surveys.edition,
      atThreeMonths: surveys.atThreeMonths,
      createdAt: surveys.createdAt,
      by: users.name,
      questions: sql<number>`(select count(*) from survey_questions q where q.survey_id = ${surveys.id})`,
    })
    .from(surveys)
    .leftJoin(users, eq(users.id, surveys.createdBy))
    .orderBy(sql`case ${surveys.status} when 'open' then 0 when 'draft' then 1 else 2 end`, desc(surveys.id))
    .all()

/** Those that customers can be asked by now. */
export const listOpen = (_me: SurveyGrant, from: Source = reader()) =>
  from.select({ id: surveys.id, title: surveys.title }).from(surveys).where(eq(surveys.status, 'open')).orderBy(asc(surveys.id)).all()

/** The editions of a questionnaire, the oldest first. */
export const listEditions = (_me: SurveyGrant, id: number, from: Source = reader()) =>
  from
    .select({ id: surveys.id, edition: surveys.edition, status: surveys.status })
    .from(surveys)
    .where(inArray(surveys.id, listFamily(from, id)))
    .orderBy(asc(surveys.edition))
    .all()

/** Whether anybody was ever asked by this edition: from then on a change makes another. */
export const wasAsked = (surveyId: number, from: Source = reader()) =>
  from.select({ id: surveyInvitations.id }).from(surveyInvitations).where(eq(surveyInvitations.surveyId, surveyId)).limit(1).get() !==
  undefined

/** One invitation of a customer within reach, the whole row. */
export function findInvitation(me: SurveyGrant, id: number, from: Source = reader()) {
  const found = from
    .select({ invitation: surveyInvitations })
    .from(surveyInvitations)
    .innerJoin(customers, eq(customers.id, surveyInvitations.customerId))
    .where(and(eq(surveyInvitations.id, id), ofReach(me)))
    .get()
  if (!found) throw new Missing('调研邀请')
  return found.invitation
}

/** The invitation within reach whose sending a to-do is; undefined where it is about something else. */
export function findByTodo(me: SurveyGrant, todoId: number, from: Source = reader()) {
  const found = from
    .select({ invitation: surveyInvitations })
    .from(surveyInvitations)
    .innerJoin(customers, eq(customers.id, surveyInvitations.customerId))
    .where(and(eq(surveyInvitations.todoId, todoId), ofReach(me)))
    .get()
  return found && { id: found.invitation.id, state: stateOf(found.invitation, now()) }
}

/** The same with what its page tells: the customer, the questionnaire, whom it is for, who sends it. */
export function findInvitationPage(me: SurveyGrant, id: number, from: Source = reader()) {
  const { tokenHash: _, ...invitation } = findInvitation(me, id, from)
  const about = from
    .select({
      customer: customers.name,
      customerNumber: customers.number,
      survey: surveys.title,
      edition: surveys.edition,
      contact: contacts.nameMasked,
      by: users.name,
      responseId: surveyResponses.id,
    })
    .from(surveyInvitations)
    .innerJoin(customers, eq(customers.id, surveyInvitations.customerId))
    .innerJoin(surveys, eq(surveys.id, surveyInvitations.surveyId))
    .leftJoin(contacts, eq(contacts.id, surveyInvitations.contactId))
    .leftJoin(users, eq(users.id, surveyInvitations.createdBy))
    .leftJoin(surveyResponses, eq(surveyResponses.invitationId, surveyInvitations.id))
    .where(eq(surveyInvitations.id, id))
    .get()!
  return { ...invitation, ...about, assignee: assigneeOf(invitation.todoId, from), state: stateOf(invitation, now()) }
}

const assigneeOf = (todoId: number | null, from: Source) =>
  todoId === null
    ? undefined
    : from
        .select({ id: users.id, name: users.name, status: todos.status, dueOn: todos.dueOn })
        .from(todos)
        .leftJoin(users, eq(users.id, todos.assigneeId))
        .where(eq(todos.id, todoId))
        .get()

/** The questionnaire behind a token, and what the link is good for now; undefined where there is none or the customer is gone. It holds nothing of the customer. For anybody who has the token (I-07). */
export function findSurveyLink(token: string, from: Source = reader()) {
  const tokenHash = hashOf(token)
  const found =
    tokenHash &&
    from
      .select({ invitation: surveyInvitations, title: surveys.title, intro: surveys.intro, thanks: surveys.thanks })
      .from(surveyInvitations)
      .innerJoin(surveys, eq(surveys.id, surveyInvitations.surveyId))
      .innerJoin(customers, eq(customers.id, surveyInvitations.customerId))
      .where(and(eq(surveyInvitations.tokenHash, tokenHash), isNull(customers.deletedAt)))
      .get()
  if (!found) return undefined
  const { invitation, ...survey } = found
  return { id: invitation.id, surveyId: invitation.surveyId, state: stateOf(invitation, now()), ...survey }
}

/** Colleagues still there among these. */
export const listActive = (_me: Grant, ids: number[], from: Source = reader()) =>
  from
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(inArray(users.id, ids), eq(users.active, true)))
    .all()
