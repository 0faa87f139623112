import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { contacts } from './archive.ts'
import { day, flag, id, moment, version } from './columns.ts'
import { customers } from './customers.ts'
import { todos } from './followups.ts'
import { users } from './people.ts'
import { tickets } from './tickets.ts'

export const questionKinds = ['scale', 'choice', 'text', 'recommend'] as const
export const surveyReasons = ['threeMonths', 'visit', 'churn', 'ticket', 'strategy', 'hand'] as const
export const answerSources = ['link', 'phone', 'meeting'] as const

/** 满意度调研问卷 (S1-57, S1-58): an edition of it; once somebody was asked, changes make another edition. */
export const surveys = sqliteTable(
  'surveys',
  {
    id: id(),
    /** The start questionnaire is 'satisfaction'; null for the company's own. */
    key: text('key'),
    title: text('title').notNull(),
    intro: text('intro').notNull().default(''),
    thanks: text('thanks').notNull().default(''),
    status: text('status', { enum: ['draft', 'open', 'closed'] }).notNull(),
    edition: integer('edition').notNull().default(1),
    /** The edition that came before. */
    formerId: integer('former_id'),
    /** Whether customers are asked by themselves when cooperation reaches three months (S1-57). */
    atThreeMonths: flag('at_three_months').notNull().default(false),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    version: version(),
  },
  (t) => [index('surveys_status').on(t.status, t.id), index('surveys_creator').on(t.createdBy)],
)

export const surveyQuestions = sqliteTable(
  'survey_questions',
  {
    id: id(),
    surveyId: integer('survey_id')
      .notNull()
      .references(() => surveys.id),
    position: integer('position').notNull(),
    kind: text('kind', { enum: questionKinds }).notNull(),
    /** 服务质量, 产品性价比, 响应速度 and what the company adds (S1-58); '' belongs to none. */
    dimension: text('dimension').notNull().default(''),
    text: text('text').notNull(),
    options: text('options', { mode: 'json' }).$type<string[]>().notNull().default([]),
    required: flag('required').notNull().default(true),
  },
  (t) => [index('survey_questions_survey').on(t.surveyId, t.position)],
)

/** waiting, linked, answered or cancelled, as a question to the index says it. */
export const stageOf = sql`(case when answered_at is not null then 'answered' when cancelled_at is not null then 'cancelled' when linked_at is null then 'waiting' else 'linked' end)`

/** A customer that is to be asked (S1-57): by a link without signing in, or on the phone. Of a link's token only the hash is kept. */
export const surveyInvitations = sqliteTable(
  'survey_invitations',
  {
    id: id(),
    surveyId: integer('survey_id')
      .notNull()
      .references(() => surveys.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    contactId: integer('contact_id').references(() => contacts.id),
    reason: text('reason', { enum: surveyReasons }).notNull(),
    todoId: integer('todo_id').references(() => todos.id),
    tokenHash: text('token_hash'),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    /** When the link was made; null while nobody has taken it. */
    linkedAt: moment('linked_at'),
    expiresAt: moment('expires_at'),
    remindedAt: moment('reminded_at'),
    answeredAt: moment('answered_at'),
    cancelledAt: moment('cancelled_at'),
  },
  (t) => [
    uniqueIndex('survey_invitations_token').on(t.tokenHash).where(sql`token_hash is not null`),
    index('survey_invitations_survey').on(t.surveyId, t.createdAt),
    // What has become of them, in words that the list asks by.
    index('survey_invitations_stage').on(t.surveyId, stageOf, t.createdAt),
    index('survey_invitations_reason').on(t.surveyId, t.reason, t.createdAt),
    index('survey_invitations_customer').on(t.customerId, t.createdAt),
    index('survey_invitations_contact').on(t.contactId).where(sql`contact_id is not null`),
    index('survey_invitations_todo').on(t.todoId).where(sql`todo_id is not null`),
    index('survey_invitations_open').on(t.expiresAt).where(sql`answered_at is null and cancelled_at is null`),
    index('survey_invitations_creator').on(t.createdBy),
  ],
)

/** What a customer answered, once an invitation; `tiers` are the names of its labels at that time. */
export const surveyResponses = sqliteTable(
  'survey_responses',
  {
    id: id(),
    surveyId: integer('survey_id')
      .notNull()
      .references(() => surveys.id),
    invitationId: integer('invitation_id')
      .notNull()
      .unique()
      .references(() => surveyInvitations.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    source: text('source', { enum: answerSources }).notNull(),
    tiers: text('tiers', { mode: 'json' }).$type<string[]>().notNull().default([]),
    /** The lowest answer of 1 to 5, or a recommendation of 0 to 6 as 1: what a ticket or a visit follows from. */
    lowest: integer('lowest'),
    ticketId: integer('ticket_id').references(() => tickets.id),
    todoId: integer('todo_id').references(() => todos.id),
    byId: integer('by_id').references(() => users.id),
    day: day('day').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    index('survey_responses_survey').on(t.surveyId, t.day),
    index('survey_responses_customer').on(t.customerId, t.at),
    index('survey_responses_day').on(t.day, t.id),
    index('survey_responses_ticket').on(t.ticketId).where(sql`ticket_id is not null`),
    index('survey_responses_todo').on(t.todoId).where(sql`todo_id is not null`),
    index('survey_responses_by').on(t.byId),
  ],
)

export const surveyAnswers = sqliteTable(
  'survey_answers',
  {
    id: id(),
    responseId: integer('response_id')
      .notNull()
      .references(() => surveyResponses.id),
    questionId: integer('question_id')
      .notNull()
      .references(() => surveyQuestions.id),
    value: integer('value'),
    text: text('text').notNull().default(''),
  },
  (t) => [uniqueIndex('survey_answers_one').on(t.responseId, t.questionId), index('survey_answers_question').on(t.questionId, t.value)],
)
