import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { day, flag, id, moment, version } from './columns.ts'
import { customers } from './customers.ts'
import { todos } from './followups.ts'
import { departments, users } from './people.ts'
import { surveyInvitations, surveys } from './surveys.ts'
import { tiers } from './tiers.ts'

export const strategyKinds = [
  'managerCard',
  'survey',
  'plan',
  'industryReport',
  'executiveVisit',
  'offer',
  'wakeUp',
  'nurture',
  'extraService',
] as const
export const pushWays = ['todo', 'notice', 'email', 'text'] as const
export const pushRhythms = ['once', 'week', 'month', 'quarter', 'halfYear', 'year'] as const

/** 服务策略 (S0-15, S0-55 to S0-57, S0-74, S2-06): what is done for the customers of a label, by whom, how often, from when. */
export const strategies = sqliteTable(
  'strategies',
  {
    id: id(),
    name: text('name').notNull().unique(),
    tierId: integer('tier_id')
      .notNull()
      .references(() => tiers.id),
    kind: text('kind', { enum: strategyKinds }).notNull(),
    /** What reaches the customer, with {客户名称} and the like in it; the strategy's own words for the colleague in `advice`. */
    content: text('content').notNull(),
    advice: text('advice').notNull().default(''),
    way: text('way', { enum: pushWays }).notNull(),
    rhythm: text('rhythm', { enum: pushRhythms }).notNull(),
    /** How many days a colleague has for it. */
    dueDays: integer('due_days').notNull().default(3),
    departmentId: integer('department_id').references(() => departments.id),
    /** Who does it; null is each customer's own account manager. */
    responsibleId: integer('responsible_id').references(() => users.id),
    surveyId: integer('survey_id').references(() => surveys.id),
    effectiveFrom: day('effective_from').notNull(),
    effectiveUntil: day('effective_until'),
    /** Whether it speaks of offers or asks, so that only who agreed to that is reached (I-05). */
    marketing: flag('marketing').notNull().default(true),
    active: flag('active').notNull().default(false),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    version: version(),
  },
  (t) => [
    index('strategies_tier').on(t.tierId, t.active),
    index('strategies_department').on(t.departmentId),
    index('strategies_responsible').on(t.responsibleId),
    index('strategies_survey').on(t.surveyId),
    index('strategies_creator').on(t.createdBy),
  ],
)

/** One strategy for one customer in one period: there is no second (S0-55). */
export const strategyPushes = sqliteTable(
  'strategy_pushes',
  {
    id: id(),
    strategyId: integer('strategy_id')
      .notNull()
      .references(() => strategies.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    /** once, 2026-W47, 2026-11, 2026-Q4, 2026-H2 or 2026. */
    period: text('period').notNull(),
    assigneeId: integer('assignee_id').references(() => users.id),
    todoId: integer('todo_id').references(() => todos.id),
    invitationId: integer('invitation_id').references(() => surveyInvitations.id),
    pushedAt: moment('pushed_at').notNull(),
    /** When the colleague said that it reached the customer. */
    sentAt: moment('sent_at'),
    sentBy: integer('sent_by').references(() => users.id),
    day: day('day').notNull(),
  },
  (t) => [
    uniqueIndex('strategy_pushes_one').on(t.strategyId, t.customerId, t.period),
    index('strategy_pushes_strategy').on(t.strategyId, t.day, t.id),
    index('strategy_pushes_customer').on(t.customerId, t.pushedAt),
    index('strategy_pushes_assignee').on(t.assigneeId, t.sentAt),
    index('strategy_pushes_open').on(t.id).where(sql`sent_at is null`),
    index('strategy_pushes_todo').on(t.todoId).where(sql`todo_id is not null`),
    index('strategy_pushes_invitation').on(t.invitationId).where(sql`invitation_id is not null`),
    index('strategy_pushes_sent_by').on(t.sentBy).where(sql`sent_by is not null`),
  ],
)

/** Whether a customer, as a whole, wants to be written to about offers (I-05): the last word counts, and a refusal stands above every contact's consent. */
export const consents = sqliteTable(
  'consents',
  {
    id: integer('id')
      .primaryKey()
      .references(() => customers.id),
    marketing: text('marketing', { enum: ['agreed', 'refused'] }).notNull(),
    source: text('source').notNull().default(''),
    byId: integer('by_id').references(() => users.id),
    at: moment('at').notNull(),
  },
  (t) => [index('consents_by').on(t.byId)],
)
