import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { id, moment } from './columns.ts'

/** What the company has decided, one row a key; a missing row means the default of lib/settings/model.ts. */
export const settings = sqliteTable('settings', {
  id: id(),
  key: text('key').notNull().unique(),
  value: text('value', { mode: 'json' }).$type<unknown>().notNull(),
})

/** The last serial given out for a number's prefix and period, such as Q2026 or G20261121 (S0-26). */
export const serials = sqliteTable('serials', { key: text('key').primaryKey(), last: integer('last').notNull() })

/** A form post that has been carried out: the same key again answers with the first result (J-01). */
export const onceKeys = sqliteTable('once_keys', {
  key: text('key').primaryKey(),
  command: text('command').notNull(),
  rowId: integer('row_id').notNull(),
  at: moment('at').notNull(),
})
