import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag, id, moment } from './columns.ts'
import { customers } from './customers.ts'
import { users } from './people.ts'

export const leaveSplits = ['all', 'section', 'level', 'region'] as const
export const leaveStatuses = ['moving', 'done', 'returning', 'returned'] as const
export const lineKinds = ['people', 'habits', 'next', 'overdue', 'touches', 'purchases', 'tickets', 'files'] as const

/** Somebody leaves the company: who takes over what, by which rule; one transaction, in which it is `moving`, and so is its way back (W-21). */
export const leaves = sqliteTable(
  'leaves',
  {
    id: id(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    toId: integer('to_id')
      .notNull()
      .references(() => users.id),
    split: text('split', { enum: leaveSplits }).notNull(),
    /** Successors by the rule's key; who is not named here takes over from `to_id`. */
    plan: text('plan', { mode: 'json' }).$type<Record<string, number>>().notNull(),
    reason: text('reason').notNull(),
    /** Whether the account was in use until then, and comes back into use with an undo. */
    wasActive: flag('was_active').notNull().default(true),
    status: text('status', { enum: leaveStatuses }).notNull(),
    byId: integer('by_id').references(() => users.id),
    at: moment('at').notNull(),
    undoneAt: moment('undone_at'),
    undoneBy: integer('undone_by').references(() => users.id),
  },
  (t) => [
    index('leaves_user').on(t.userId, t.id),
    index('leaves_to').on(t.toId),
    index('leaves_by').on(t.byId),
    index('leaves_undone_by').on(t.undoneBy),
  ],
)

/** 交接书 (N-07): what passed from one person to another in one deed. The counts are kept by triggers. */
export const handovers = sqliteTable(
  'handovers',
  {
    id: id(),
    leaveId: integer('leave_id').references(() => leaves.id),
    fromId: integer('from_id').references(() => users.id),
    toId: integer('to_id')
      .notNull()
      .references(() => users.id),
    byId: integer('by_id').references(() => users.id),
    reason: text('reason').notNull().default(''),
    customers: integer('customers').notNull().default(0),
    todos: integer('todos').notNull().default(0),
    lines: integer('lines').notNull().default(0),
    open: integer('open').notNull().default(0),
    at: moment('at').notNull(),
    undoneAt: moment('undone_at'),
  },
  (t) => [
    index('handovers_to').on(t.toId, t.id),
    index('handovers_from').on(t.fromId, t.id),
    index('handovers_by').on(t.byId, t.id),
    index('handovers_leave').on(t.leaveId),
  ],
)

/** What the new owner has to know of one customer, as it stood then; each line is ticked by name. One that was passed on before it was ticked is closed by nobody. */
export const handoverLines = sqliteTable(
  'handover_lines',
  {
    id: id(),
    handoverId: integer('handover_id')
      .notNull()
      .references(() => handovers.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: text('kind', { enum: lineKinds }).notNull(),
    text: text('text').notNull(),
    tickedBy: integer('ticked_by').references(() => users.id),
    tickedAt: moment('ticked_at'),
  },
  (t) => [
    index('handover_lines_handover').on(t.handoverId, t.customerId),
    index('handover_lines_customer').on(t.customerId),
    index('handover_lines_open').on(t.customerId, t.handoverId).where(sql`ticked_at is null`),
    index('handover_lines_ticked_by').on(t.tickedBy),
  ],
)

/** Each row that changed hands, for the way back; no foreign key to the row, because kinds differ. */
export const handoverMoves = sqliteTable(
  'handover_moves',
  {
    handoverId: integer('handover_id')
      .notNull()
      .references(() => handovers.id),
    kind: text('kind').notNull(),
    rowId: integer('row_id').notNull(),
    /** Given back, or left because it had been moved on since; null while it is with the new owner. */
    state: text('state', { enum: ['back', 'stayed'] }),
  },
  (t) => [
    primaryKey({ columns: [t.handoverId, t.kind, t.rowId] }),
    index('handover_moves_row').on(t.kind, t.rowId),
    index('handover_moves_open').on(t.handoverId, t.kind, t.rowId).where(sql`state is null`),
    index('handover_moves_stayed').on(t.handoverId, t.kind, t.rowId).where(sql`state = 'stayed'`),
  ],
)

export type UndoRow = { table: 'customers' | 'todos'; id: number; version: number; before: Record<string, unknown> }

/** A deed that its author can take back for ten minutes: what each row was, and the version it had after. */
export const undos = sqliteTable(
  'undos',
  {
    id: id(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    deed: text('deed').notNull(),
    /** The request that did it, by which its answer finds this row. */
    request: text('request').notNull(),
    rows: text('rows', { mode: 'json' }).$type<UndoRow[]>().notNull(),
    handovers: text('handovers', { mode: 'json' }).$type<number[]>().notNull().default([]),
    at: moment('at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [index('undos_user').on(t.userId, t.request), index('undos_at').on(t.at)],
)
