import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { day, id, moment } from './columns.ts'
import { customers } from './customers.ts'
import { users } from './people.ts'
import { strategies } from './strategies.ts'

/** Figures of the customers as they were worked out last, part by part: for the whole house (scope 0) and for each department (its id). */
export const analysisParts = sqliteTable(
  'analysis_parts',
  {
    scope: integer('scope').notNull(),
    part: text('part').notNull(),
    day: day('day').notNull(),
    at: moment('at').notNull(),
    figures: text('figures').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.part] })],
)

/** What stands behind a figure, in its order, in portions of so many: `made` is the moment of the working-out that it belongs to. */
export const analysisRows = sqliteTable(
  'analysis_rows',
  {
    id: id(),
    made: moment('made').notNull(),
    scope: integer('scope').notNull(),
    code: text('code').notNull(),
    portion: integer('portion').notNull(),
    /** How many there are in all, also where only the first are kept. */
    total: integer('total').notNull(),
    /** Ids in base 36, parted by commas; behind a word a letter of its source stands before each. */
    refs: text('refs').notNull(),
  },
  (t) => [index('analysis_rows_code').on(t.made, t.scope, t.code, t.portion)],
)

/** Customers with the label of churn risk, as of the last working-out: what they score, what is at stake (fen), and what the list is filtered by; 0 and '' where there is none. */
export const analysisRisks = sqliteTable(
  'analysis_risks',
  {
    customerId: integer('customer_id')
      .primaryKey()
      .references(() => customers.id),
    made: moment('made').notNull(),
    points: integer('points').notNull(),
    amountFen: integer('amount_fen').notNull(),
    departmentId: integer('department_id').notNull().default(0),
    ownerId: integer('owner_id').notNull().default(0),
    level: text('level').notNull().default('normal'),
    section: text('section').notNull().default(''),
  },
  (t) => [
    index('analysis_risks_amount').on(t.amountFen, t.customerId),
    index('analysis_risks_points').on(t.points, t.customerId),
    index('analysis_risks_made').on(t.made),
  ],
)

/** 据此调整的策略 (S2-13): what somebody concluded from the analysis of needs, with the strategy that follows from it. */
export const analysisNotes = sqliteTable(
  'analysis_notes',
  {
    id: id(),
    text: text('text').notNull(),
    strategyId: integer('strategy_id').references(() => strategies.id),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('analysis_notes_at').on(t.createdAt),
    index('analysis_notes_strategy').on(t.strategyId),
    index('analysis_notes_author').on(t.createdBy),
  ],
)
