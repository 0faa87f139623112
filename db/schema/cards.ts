import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { moment } from './columns.ts'
import { users } from './people.ts'

/** What a colleague gives to customers (S0-56): the phone and mail of the office, not of their own. */
export const businessCards = sqliteTable('business_cards', {
  id: integer('id')
    .primaryKey()
    .references(() => users.id),
  phone: text('phone').notNull().default(''),
  email: text('email').notNull().default(''),
  updatedAt: moment('updated_at').notNull(),
})
