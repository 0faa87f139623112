import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { day, flag, id, moment, version } from './columns.ts'
import { departments, users } from './people.ts'

export const customerTypes = ['company', 'person'] as const
export const customerLevels = ['normal', 'vip', 'strategic'] as const
export const customerStatuses = ['normal', 'unverified', 'repairing', 'dormant', 'lost', 'merged', 'archived'] as const
export const potentials = ['A', 'B', 'C'] as const

const lookedAfter = sql`deleted_at is null and status not in ('lost', 'merged', 'archived')`

/** 客户基本信息表 (S0-58 to S0-68). The *_masked columns are what lists and archives read; the raw ones leave by reveal only (K10). */
export const customers = sqliteTable(
  'customers',
  {
    id: id(),
    number: text('number').notNull().unique(),
    type: text('type', { enum: customerTypes }).notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    namePinyin: text('name_pinyin').notNull(),
    /** What makes a company's name its own, to find others like it; '' for none, null where nobody has looked yet. */
    nameCore: text('name_core'),
    contact: text('contact').notNull(),
    contactMasked: text('contact_masked').notNull(),
    phone: text('phone').notNull(),
    phoneMasked: text('phone_masked').notNull(),
    email: text('email').notNull().default(''),
    emailMasked: text('email_masked').notNull().default(''),
    position: text('position').notNull().default(''),
    industry: text('industry').notNull().default(''),
    source: text('source').notNull().default(''),
    level: text('level', { enum: customerLevels }).notNull().default('normal'),
    potential: text('potential', { enum: potentials }),
    status: text('status', { enum: customerStatuses }).notNull().default('normal'),
    address: text('address').notNull().default(''),
    note: text('note').notNull().default(''),
    headcount: integer('headcount'),
    revenueWan: integer('revenue_wan'),
    creditCode: text('credit_code').notNull().default(''),
    tags: text('tags').notNull().default(''),
    ownerId: integer('owner_id').references(() => users.id),
    departmentId: integer('department_id').references(() => departments.id),
    createdOn: day('created_on').notNull(),
    lastContactAt: moment('last_contact_at'),
    nextDueAt: moment('next_due_at'),
    /** When anybody last worked on it: edit, follow-up, verification or check; 0 is never (S1-73). */
    touchedAt: moment('touched_at').notNull().default(0),
    /** The day of its newest verification that still holds; null is never verified (N-13). */
    verifiedOn: day('verified_on'),
    createdBy: integer('created_by').references(() => users.id),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    deletedAt: moment('deleted_at'),
    importJobId: integer('import_job_id'),
    demo: flag('demo').notNull().default(false),
    version: version(),
  },
  (t) => [
    uniqueIndex('customers_name_phone').on(t.nameKey, t.phone).where(sql`deleted_at is null`),
    uniqueIndex('customers_credit_code').on(t.creditCode).where(sql`deleted_at is null and credit_code <> ''`),
    index('customers_living').on(t.id).where(sql`deleted_at is null`),
    index('customers_phone').on(t.phone),
    index('customers_email').on(t.email).where(sql`email <> ''`),
    index('customers_core').on(t.nameCore).where(sql`deleted_at is null`),
    index('customers_pinyin').on(t.namePinyin).where(sql`deleted_at is null`),
    // What a filter may ask beside a day stands in that day's index: the list and its count then read no rows.
    index('customers_created_on')
      .on(t.createdOn, t.nextDueAt, t.type, t.level, t.potential, t.status, t.source, t.industry, t.ownerId, t.departmentId)
      .where(sql`deleted_at is null`),
    index('customers_last_contact').on(t.lastContactAt).where(sql`deleted_at is null`),
    index('customers_next_due')
      .on(t.nextDueAt, t.createdOn, t.type, t.level, t.potential, t.status, t.source, t.industry, t.ownerId, t.departmentId)
      .where(sql`deleted_at is null`),
    index('customers_owner_next_due').on(t.ownerId, t.nextDueAt).where(sql`deleted_at is null`),
    index('customers_owner_created').on(t.ownerId, t.createdAt).where(sql`deleted_at is null`),
    index('customers_owner_created_on').on(t.ownerId, t.createdOn).where(sql`deleted_at is null`),
    index('customers_department_next_due').on(t.departmentId, t.nextDueAt).where(sql`deleted_at is null`),
    index('customers_department_created_on').on(t.departmentId, t.createdOn).where(sql`deleted_at is null`),
    index('customers_touched').on(t.touchedAt, t.level).where(lookedAfter),
    index('customers_owner_touched').on(t.ownerId, t.touchedAt, t.level).where(lookedAfter),
    index('customers_department_touched').on(t.departmentId, t.touchedAt, t.level).where(lookedAfter),
    index('customers_verified').on(t.verifiedOn).where(sql`deleted_at is null`),
    index('customers_owner_verified').on(t.ownerId, t.verifiedOn).where(sql`deleted_at is null`),
    index('customers_department_verified').on(t.departmentId, t.verifiedOn).where(sql`deleted_at is null`),
    index('customers_created_by').on(t.createdBy, t.createdAt).where(sql`deleted_at is null and import_job_id is null`),
    index('customers_deleted').on(t.deletedAt).where(sql`deleted_at is not null`),
    index('customers_demo').on(t.demo).where(sql`demo = 1`),
  ],
)

/** What a name, contact or phone was before it changed; search still finds it (S0-04). */
export const formerValues = sqliteTable(
  'former_values',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    field: text('field', { enum: ['name', 'contact', 'phone', 'number'] }).notNull(),
    value: text('value').notNull(),
    replacedAt: moment('replaced_at').notNull(),
    replacedBy: integer('replaced_by').references(() => users.id),
  },
  (t) => [index('former_values_customer').on(t.customerId), index('former_values_value').on(t.value)],
)

/** The words a customer is found by, fed to the FTS5 table customer_search (migration search). */
export const customerTerms = sqliteTable('customer_terms', { id: integer('id').primaryKey(), terms: text('terms').notNull() })

/** How many living customers each owner has in each department (0: nobody, none); kept by triggers, so that an unfiltered total needs no scan. */
export const customerTotals = sqliteTable(
  'customer_totals',
  { ownerId: integer('owner_id').notNull(), departmentId: integer('department_id').notNull(), total: integer('total').notNull() },
  (t) => [primaryKey({ columns: [t.ownerId, t.departmentId] })],
)

/** Who looked at which raw value, why and when (N-04); it stays open for ten minutes. */
export const reveals = sqliteTable(
  'reveals',
  {
    id: id(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    field: text('field', { enum: ['phone', 'email', 'contact', 'owner', 'revenue'] }).notNull(),
    /** Whose value it was, where it is another contact's than the archive's own. */
    contactId: integer('contact_id'),
    reason: text('reason').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [index('reveals_user').on(t.userId, t.at), index('reveals_customer').on(t.customerId, t.at)],
)
