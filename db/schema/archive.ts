import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { day, flag, id, moment, version } from './columns.ts'
import { customers } from './customers.ts'
import { followUps } from './followups.ts'
import { users } from './people.ts'
import { tickets } from './tickets.ts'

export const serviceCategories = ['sme', 'large', 'government'] as const
export const urgencies = ['high', 'middle', 'low'] as const
export const decisionCycles = ['short', 'middle', 'long'] as const

/** 数字画像 (S1-10 to S1-20): what a customer needs, how it decides, what it cares for; one row a customer at most. */
export const profiles = sqliteTable('profiles', {
  id: integer('id')
    .primaryKey()
    .references(() => customers.id),
  serviceCategory: text('service_category', { enum: serviceCategories }),
  painPoints: text('pain_points', { mode: 'json' }).$type<string[]>().notNull().default([]),
  needs: text('needs').notNull().default(''),
  urgency: text('urgency', { enum: urgencies }),
  budgetMinWan: integer('budget_min_wan'),
  budgetMaxWan: integer('budget_max_wan'),
  decisionCycle: text('decision_cycle', { enum: decisionCycles }),
  decisionProcess: text('decision_process').notNull().default(''),
  decisionDepartments: text('decision_departments').notNull().default(''),
  concerns: text('concerns', { mode: 'json' }).$type<string[]>().notNull().default([]),
  updatedAt: moment('updated_at').notNull(),
  version: version(),
})

/** People at a customer beside the one the archive begins with (S1-13, S1-48); who left stays, with the day. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    name: text('name').notNull(),
    nameMasked: text('name_masked').notNull(),
    position: text('position').notNull().default(''),
    roles: text('roles', { mode: 'json' }).$type<string[]>().notNull().default([]),
    phone: text('phone').notNull().default(''),
    phoneMasked: text('phone_masked').notNull().default(''),
    email: text('email').notNull().default(''),
    emailMasked: text('email_masked').notNull().default(''),
    channel: text('channel').notNull().default(''),
    birthday: text('birthday').notNull().default(''),
    isLunar: flag('is_lunar').notNull().default(false),
    preferences: text('preferences').notNull().default(''),
    taboos: text('taboos').notNull().default(''),
    agreesVisits: flag('agrees_visits').notNull().default(false),
    agreesMarketing: flag('agrees_marketing').notNull().default(false),
    leftOn: day('left_on'),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    demo: flag('demo').notNull().default(false),
    version: version(),
  },
  (t) => [
    index('contacts_customer').on(t.customerId, t.leftOn),
    index('contacts_phone').on(t.phone).where(sql`phone <> ''`),
    index('contacts_email').on(t.email).where(sql`email <> ''`),
  ],
)

/** A document of a customer, stored once by its SHA-256 and named by rule (S0-35, S0-36). */
export const files = sqliteTable(
  'files',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    followUpId: integer('follow_up_id').references(() => followUps.id),
    contactId: integer('contact_id').references(() => contacts.id),
    ticketId: integer('ticket_id').references(() => tickets.id),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    edition: integer('edition').notNull().default(1),
    originalName: text('original_name').notNull(),
    extension: text('extension').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    uploadedBy: integer('uploaded_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    deletedAt: moment('deleted_at'),
    demo: flag('demo').notNull().default(false),
  },
  (t) => [
    index('files_customer').on(t.customerId, t.createdAt),
    index('files_follow_up').on(t.followUpId),
    index('files_ticket').on(t.ticketId).where(sql`ticket_id is not null`),
    index('files_sha256').on(t.sha256),
    index('files_uploader').on(t.uploadedBy, t.createdAt),
    index('files_contact').on(t.contactId).where(sql`contact_id is not null`),
    index('files_deleted').on(t.deletedAt).where(sql`deleted_at is not null`),
  ],
)

/** Who may work on a customer beside its owner (S1-23, W-22). */
export const collaborators = sqliteTable(
  'collaborators',
  {
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    addedBy: integer('added_by').references(() => users.id),
    addedAt: moment('added_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.userId] }), index('collaborators_user').on(t.userId)],
)

/** A list as somebody likes it: its filters, order and columns, for oneself or for all (quality 7.12). */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: id(),
    page: text('page').notNull(),
    name: text('name').notNull(),
    query: text('query').notNull(),
    shared: flag('shared').notNull().default(false),
    ownerId: integer('owner_id')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [uniqueIndex('saved_views_name').on(t.page, t.ownerId, t.name)],
)
