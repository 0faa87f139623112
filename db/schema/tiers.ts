import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { day, flag, id, moment, version } from './columns.ts'
import { customers } from './customers.ts'
import { users } from './people.ts'

export const tierOperators = ['gte', 'gt', 'lte', 'lt', 'eq', 'ne', 'between', 'in', 'notIn'] as const
/** One question to a customer's facts: which field, compared how, with what; `window` is how far back, in months or days as the field says. */
export type Condition = { field: string; op: (typeof tierOperators)[number]; value: number | string | (number | string)[]; window?: number }
/** `any`: one of the groups holds whole; `points`: what holds adds its points, up to a bar; `rest`: no other label fits. */
export type Rule =
  | { kind: 'any'; groups: Condition[][] }
  | { kind: 'points'; atLeast: number; lines: { points: number; condition: Condition }[] }
  | { kind: 'rest' }

export const runKinds = ['nightly', 'asked', 'trial', 'applied'] as const
export const runStatuses = ['waiting', 'working', 'ready', 'writing', 'done', 'failed', 'dropped'] as const
export const moveKinds = ['in', 'out', 'nearIn', 'nearOut'] as const

/** 分层标签 (S0-14, S0-49 to S0-53, S0-74): what it is called, its dimension and the rule that gives it. */
export const tiers = sqliteTable(
  'tiers',
  {
    id: id(),
    /** What the program knows a label of the start set by; null for the company's own. */
    key: text('key').unique(),
    name: text('name').notNull().unique(),
    dimension: text('dimension').notNull(),
    meaning: text('meaning').notNull().default(''),
    rule: text('rule', { mode: 'json' }).$type<Rule>().notNull(),
    /** Of labels that share this word a customer has the one of highest priority alone; '' shares nothing. */
    exclusive: text('exclusive').notNull().default(''),
    /** 1 comes first. */
    priority: integer('priority').notNull(),
    tone: text('tone', { enum: ['accent', 'good', 'warn', 'bad', 'plain'] })
      .notNull()
      .default('plain'),
    active: flag('active').notNull().default(true),
    updatedBy: integer('updated_by').references(() => users.id),
    updatedAt: moment('updated_at').notNull(),
    version: version(),
  },
  (t) => [index('tiers_updated_by').on(t.updatedBy)],
)

/** One working-out of all labels, or a trial of changed rules (S0-52, S0-54, N-09): with the rules as they were. */
export const tierRuns = sqliteTable(
  'tier_runs',
  {
    id: id(),
    kind: text('kind', { enum: runKinds }).notNull(),
    status: text('status', { enum: runStatuses }).notNull(),
    /** The business day it speaks for. */
    day: day('day').notNull(),
    /** Every label with its rule, as JSON: what any later question about this run is answered from. */
    rules: text('rules').notNull(),
    /** The last run written when this one was worked out; a trial can be applied while that is still the last. */
    baseId: integer('base_id'),
    customers: integer('customers').notNull().default(0),
    /** By label: how many have it, came, went and are near, as JSON. */
    counts: text('counts').notNull().default(''),
    askedBy: integer('asked_by').references(() => users.id),
    askedAt: moment('asked_at').notNull(),
    finishedAt: moment('finished_at'),
    note: text('note').notNull().default(''),
  },
  (t) => [index('tier_runs_status').on(t.status, t.id), index('tier_runs_kind').on(t.kind, t.id), index('tier_runs_asker').on(t.askedBy)],
)

/** The labels customers have now (S0-14), with the figures that gave them. */
export const customerTiers = sqliteTable(
  'customer_tiers',
  {
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    tierId: integer('tier_id')
      .notNull()
      .references(() => tiers.id),
    since: day('since').notNull(),
    /** The figures behind it, by field, as JSON. */
    evidence: text('evidence').notNull().default('{}'),
    byHand: flag('by_hand').notNull().default(false),
    /** As in the customer's row, by trigger: whoever asks for a label in the order of a day walks the label's own, not everybody's. */
    createdOn: day('created_on'),
    lastContactAt: moment('last_contact_at'),
    nextDueAt: moment('next_due_at'),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.tierId] }),
    index('customer_tiers_tier').on(t.tierId, t.customerId),
    index('customer_tiers_created_on').on(t.tierId, t.createdOn, t.nextDueAt, t.customerId),
    index('customer_tiers_last_contact').on(t.tierId, t.lastContactAt, t.customerId),
    index('customer_tiers_next_due').on(t.tierId, t.nextDueAt, t.createdOn, t.customerId),
  ],
)

/** Who got and lost which label in which run (N-09): every state of any day follows from it. Near ones are kept for trials only. */
export const tierMoves = sqliteTable(
  'tier_moves',
  {
    id: id(),
    runId: integer('run_id').references(() => tierRuns.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    tierId: integer('tier_id')
      .notNull()
      .references(() => tiers.id),
    kind: text('kind', { enum: moveKinds }).notNull(),
    /** The business day; null while it is a trial's and nothing has moved. */
    day: day('day'),
    evidence: text('evidence').notNull().default('{}'),
    /** How far away, in words of figures, as JSON: for the near ones. */
    gap: text('gap').notNull().default(''),
  },
  (t) => [
    index('tier_moves_run').on(t.runId, t.tierId, t.kind, t.customerId),
    index('tier_moves_customer').on(t.customerId, t.day),
    index('tier_moves_tier').on(t.tierId, t.day),
  ],
)

/** A label given or kept away by hand for a while (N-09, I-11), with the reason. */
export const tierOverrides = sqliteTable(
  'tier_overrides',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    tierId: integer('tier_id')
      .notNull()
      .references(() => tiers.id),
    has: flag('has').notNull(),
    reason: text('reason').notNull(),
    /** Its last day. */
    until: day('until').notNull(),
    byId: integer('by_id').references(() => users.id),
    at: moment('at').notNull(),
    /** When it was taken back before its time, or ran out. */
    endedAt: moment('ended_at'),
  },
  (t) => [
    uniqueIndex('tier_overrides_one').on(t.customerId, t.tierId).where(sql`ended_at is null`),
    index('tier_overrides_tier').on(t.tierId),
    index('tier_overrides_until').on(t.until).where(sql`ended_at is null`),
    index('tier_overrides_by').on(t.byId),
  ],
)
