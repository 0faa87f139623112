import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { urgencies } from './archive.ts'
import { day, id, version } from './columns.ts'

export const ticketKinds = ['complaint', 'inquiry', 'repair', 'suggestion'] as const
export const clockTimes = ['natural', 'working'] as const

/** How fast a kind of ticket is served, in minutes; a missing row means the default of lib/sla/policy.ts (S0-43). */
export const slaPolicies = sqliteTable(
  'sla_policies',
  {
    id: id(),
    kind: text('kind', { enum: ticketKinds }).notNull(),
    urgency: text('urgency', { enum: urgencies }).notNull(),
    receiveMinutes: integer('receive_minutes').notNull(),
    respondMinutes: integer('respond_minutes').notNull(),
    resolveMinutes: integer('resolve_minutes').notNull(),
    time: text('time', { enum: clockTimes }).notNull(),
    amberPercent: integer('amber_percent').notNull(),
    version: version(),
  },
  (t) => [uniqueIndex('sla_policies_of').on(t.kind, t.urgency)],
)

/** Days that differ from the week: statutory holidays and make-up workdays (W-30). */
export const calendarDays = sqliteTable('calendar_days', {
  id: id(),
  date: day('date').notNull().unique(),
  kind: text('kind', { enum: ['holiday', 'workday'] }).notNull(),
  name: text('name').notNull(),
})
