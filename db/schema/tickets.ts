import { sql } from 'drizzle-orm'
import { type AnySQLiteColumn, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag, id, moment, version } from './columns.ts'
import { customers } from './customers.ts'
import { departments, users } from './people.ts'

type Terms = { receiveMinutes: number; respondMinutes: number; resolveMinutes: number; time: 'natural' | 'working'; amberPercent: number }
const kinds = ['complaint', 'inquiry', 'repair', 'suggestion'] as const
const urgencies = ['high', 'middle', 'low'] as const
export const ticketStatuses = ['unassigned', 'unreceived', 'unanswered', 'working', 'waiting', 'revisit', 'closed', 'void'] as const
export const dispatchWays = ['least', 'turn', 'head', 'queue'] as const
export const ticketCauses = [
  'design',
  'material',
  'production',
  'transport',
  'installation',
  'people',
  'process',
  'system',
  'usage',
  'third_party',
  'unfounded',
] as const
export const ticketSolutions = [
  'explained',
  'remote',
  'onsite',
  'exchanged',
  'refunded',
  'resent',
  'compensated',
  'improved',
  'apologised',
] as const
export const ticketEvents = [
  'created',
  'assigned',
  'taken',
  'received',
  'responded',
  'progress',
  'note',
  'waiting',
  'resumed',
  'resolved',
  'returned',
  'closed',
  'scored',
  'reopened',
  'voided',
  'edited',
] as const
export const scoreSources = ['phone', 'link', 'meeting'] as const

/** 投诉类型 and the like, with where such tickets go (S0-38, S0-41); the administrator's own list. A department is found by its name until one is chosen. */
export const ticketTypes = sqliteTable(
  'ticket_types',
  {
    id: id(),
    kind: text('kind', { enum: kinds }).notNull(),
    name: text('name').notNull(),
    details: text('details', { mode: 'json' }).$type<string[]>().notNull().default([]),
    departmentId: integer('department_id').references(() => departments.id),
    departmentName: text('department_name').notNull().default(''),
    way: text('way', { enum: dispatchWays }).notNull().default('least'),
    headId: integer('head_id').references(() => users.id),
    lastHandlerId: integer('last_handler_id').references(() => users.id),
    urgency: text('urgency', { enum: urgencies }).notNull().default('middle'),
    active: flag('active').notNull().default(true),
    version: version(),
  },
  (t) => [
    uniqueIndex('ticket_types_name').on(t.kind, t.name),
    index('ticket_types_department').on(t.departmentId),
    index('ticket_types_head').on(t.headId),
    index('ticket_types_last_handler').on(t.lastHandlerId),
  ],
)

/** 工单 (S0-11, S0-37 to S0-47). due_at is the moment that counts in the present state, warn_at when it turns amber; both are stored anew at each move. */
export const tickets = sqliteTable(
  'tickets',
  {
    id: id(),
    number: text('number').notNull().unique(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: text('kind', { enum: kinds }).notNull(),
    typeId: integer('type_id').references(() => ticketTypes.id),
    detail: text('detail').notNull().default(''),
    urgency: text('urgency', { enum: urgencies }).notNull(),
    description: text('description').notNull(),
    status: text('status', { enum: ticketStatuses }).notNull(),
    departmentId: integer('department_id').references(() => departments.id),
    handlerId: integer('handler_id').references(() => users.id),
    dispatchReason: text('dispatch_reason').notNull().default(''),
    repeatOfId: integer('repeat_of_id').references((): AnySQLiteColumn => tickets.id),
    reopenings: integer('reopenings').notNull().default(0),
    /** What was promised for it, kept whatever becomes of the policy (N-06). */
    terms: text('terms', { mode: 'json' })
      .$type<Terms>()
      .notNull()
      .default({ receiveMinutes: 120, respondMinutes: 1440, resolveMinutes: 4320, time: 'natural', amberPercent: 80 }),
    receiveDueAt: moment('receive_due_at'),
    respondDueAt: moment('respond_due_at'),
    resolveDueAt: moment('resolve_due_at'),
    dueAt: moment('due_at'),
    warnAt: moment('warn_at'),
    assignedAt: moment('assigned_at'),
    receivedAt: moment('received_at'),
    respondedAt: moment('responded_at'),
    resolvedAt: moment('resolved_at'),
    closedAt: moment('closed_at'),
    cause: text('cause', { enum: ticketCauses }),
    causeNote: text('cause_note').notNull().default(''),
    solution: text('solution', { enum: ticketSolutions }),
    result: text('result').notNull().default(''),
    feedback: text('feedback').notNull().default(''),
    score: integer('score'),
    /** From receipt to solution without the time spent waiting for the customer (S0-46). */
    handlingMinutes: integer('handling_minutes'),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    version: version(),
  },
  (t) => [
    index('tickets_customer').on(t.customerId, t.createdAt),
    index('tickets_handler').on(t.handlerId, t.status, t.dueAt),
    index('tickets_department').on(t.departmentId, t.status),
    index('tickets_type').on(t.typeId),
    index('tickets_repeat').on(t.repeatOfId),
    index('tickets_creator').on(t.createdBy, t.createdAt),
    index('tickets_created').on(t.createdAt),
    index('tickets_closed').on(t.closedAt, t.id).where(sql`closed_at is not null`),
    index('tickets_unclosed').on(t.createdAt, t.id).where(sql`closed_at is null`),
    index('tickets_due').on(t.dueAt).where(sql`due_at is not null`),
    index('tickets_due_order').on(sql`due_at is null`, t.dueAt),
  ],
)

/** What happened to a ticket, one row a deed: its story (S0-44). */
export const ticketEntries = sqliteTable(
  'ticket_entries',
  {
    id: id(),
    ticketId: integer('ticket_id')
      .notNull()
      .references(() => tickets.id),
    event: text('event', { enum: ticketEvents }).notNull(),
    text: text('text').notNull().default(''),
    byId: integer('by_id').references(() => users.id),
    at: moment('at').notNull(),
  },
  (t) => [index('ticket_entries_ticket').on(t.ticketId, t.id), index('ticket_entries_by').on(t.byId)],
)

/** The times a ticket waited for its customer; open while `to_at` is null (W-31). */
export const ticketPauses = sqliteTable(
  'ticket_pauses',
  {
    id: id(),
    ticketId: integer('ticket_id')
      .notNull()
      .references(() => tickets.id),
    fromAt: moment('from_at').notNull(),
    toAt: moment('to_at'),
  },
  (t) => [index('ticket_pauses_ticket').on(t.ticketId, t.fromAt)],
)

/** Each time a ticket was closed, as it was then: what a month's figures say stays so when it is opened again later (S0-46). Its score is the last one given between its opening and the next. */
export const ticketClosings = sqliteTable(
  'ticket_closings',
  {
    id: id(),
    ticketId: integer('ticket_id')
      .notNull()
      .references(() => tickets.id),
    closedAt: moment('closed_at').notNull(),
    /** When it was opened again; null while this closing stands. */
    reopenedAt: moment('reopened_at'),
    handlingMinutes: integer('handling_minutes'),
    cause: text('cause', { enum: ticketCauses }),
    solution: text('solution', { enum: ticketSolutions }),
    departmentId: integer('department_id').references(() => departments.id),
    handlerId: integer('handler_id').references(() => users.id),
    byId: integer('by_id').references(() => users.id),
  },
  (t) => [
    index('ticket_closings_ticket').on(t.ticketId, t.closedAt),
    index('ticket_closings_department').on(t.departmentId),
    index('ticket_closings_handler').on(t.handlerId),
    index('ticket_closings_by').on(t.byId),
  ],
)

/** Every score a customer gave, 1 to 5; the last counts (S0-47, W-34). */
export const ticketScores = sqliteTable(
  'ticket_scores',
  {
    id: id(),
    ticketId: integer('ticket_id')
      .notNull()
      .references(() => tickets.id),
    score: integer('score').notNull(),
    source: text('source', { enum: scoreSources }).notNull(),
    comment: text('comment').notNull().default(''),
    byId: integer('by_id').references(() => users.id),
    at: moment('at').notNull(),
  },
  (t) => [index('ticket_scores_ticket').on(t.ticketId, t.id), index('ticket_scores_by').on(t.byId)],
)

/** 标准答复 and 资料 to answer with quickly (S1-44); for one type of ticket or for all. */
export const ticketTexts = sqliteTable(
  'ticket_texts',
  {
    id: id(),
    purpose: text('purpose', { enum: ['reply', 'material'] }).notNull(),
    typeId: integer('type_id').references(() => ticketTypes.id),
    title: text('title').notNull(),
    body: text('body').notNull(),
    updatedAt: moment('updated_at').notNull(),
    version: version(),
  },
  (t) => [index('ticket_texts_type').on(t.typeId)],
)

/** The words and facets a ticket is found by, fed to the FTS5 table ticket_search. */
export const ticketTerms = sqliteTable('ticket_terms', { id: integer('id').primaryKey(), terms: text('terms').notNull() })
