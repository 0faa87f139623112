import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag, id, moment, version } from './columns.ts'
import { customers } from './customers.ts'
import { followUps, todos } from './followups.ts'
import { users } from './people.ts'
import { surveyResponses } from './surveys.ts'
import { tickets } from './tickets.ts'

export const ideaStatuses = ['new', 'weighed', 'planned', 'landed', 'declined'] as const
export const ideaEvents = ['created', 'edited', 'joined', 'new', 'weighed', 'planned', 'landed', 'declined', 'told'] as const

/** What several customers ask for in other words, and what became of it (N-16, S1-59). */
export const ideas = sqliteTable(
  'ideas',
  {
    id: id(),
    title: text('title').notNull(),
    status: text('status', { enum: ideaStatuses }).notNull().default('new'),
    /** What is said to those who asked, once it has landed or was declined: 您提到的…我们已…. */
    sentence: text('sentence').notNull().default(''),
    responsibleId: integer('responsible_id').references(() => users.id),
    /** Whether those who asked are to be told: once it has landed, and when it was declined if somebody says so. */
    tells: flag('tells').notNull().default(false),
    landedAt: moment('landed_at'),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    version: version(),
  },
  (t) => [
    index('ideas_status').on(t.status, t.id),
    index('ideas_tells').on(t.id).where(sql`tells = 1`),
    index('ideas_responsible').on(t.responsibleId),
    index('ideas_creator').on(t.createdBy),
  ],
)

/** The story of an idea: what became of it, by whom and why. */
export const ideaEntries = sqliteTable(
  'idea_entries',
  {
    id: id(),
    ideaId: integer('idea_id')
      .notNull()
      .references(() => ideas.id),
    event: text('event', { enum: ideaEvents }).notNull(),
    text: text('text').notNull().default(''),
    byId: integer('by_id').references(() => users.id),
    at: moment('at').notNull(),
  },
  (t) => [index('idea_entries_idea').on(t.ideaId, t.id), index('idea_entries_by').on(t.byId)],
)

/** 改进建议 of one customer, from where it came (N-16). */
export const suggestions = sqliteTable(
  'suggestions',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    ideaId: integer('idea_id').references(() => ideas.id),
    source: text('source', { enum: ['ticket', 'followUp', 'survey', 'visit', 'hand'] }).notNull(),
    ticketId: integer('ticket_id').references(() => tickets.id),
    followUpId: integer('follow_up_id').references(() => followUps.id),
    responseId: integer('response_id').references(() => surveyResponses.id),
    text: text('text').notNull(),
    /** Set aside: it was none. */
    dropped: flag('dropped').notNull().default(false),
    /** The to-do to tell the customer, once its idea has landed. */
    todoId: integer('todo_id').references(() => todos.id),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('suggestions_customer').on(t.customerId, t.createdAt),
    index('suggestions_idea').on(t.ideaId, t.id),
    index('suggestions_untold').on(t.ideaId, t.customerId).where(sql`todo_id is null and dropped = 0`),
    index('suggestions_created').on(t.createdAt),
    index('suggestions_ungrouped').on(t.createdAt).where(sql`idea_id is null and dropped = 0`),
    uniqueIndex('suggestions_ticket').on(t.ticketId).where(sql`ticket_id is not null`),
    uniqueIndex('suggestions_follow_up').on(t.followUpId).where(sql`follow_up_id is not null`),
    uniqueIndex('suggestions_response').on(t.responseId).where(sql`response_id is not null`),
    index('suggestions_todo').on(t.todoId).where(sql`todo_id is not null`),
    index('suggestions_creator').on(t.createdBy),
  ],
)
