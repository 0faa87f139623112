import { integer, text } from 'drizzle-orm/sqlite-core'

export const id = () => integer('id').primaryKey({ autoIncrement: true })
/** An instant: UTC milliseconds. */
export const moment = (name: string) => integer(name)
/** A business day: YYYY-MM-DD in the company's zone. */
export const day = (name: string) => text(name)
export const flag = (name: string) => integer(name, { mode: 'boolean' })
export const version = () => integer('version').notNull().default(1)
