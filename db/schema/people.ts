import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag, id, moment, version } from './columns.ts'

export const roles = ['admin', 'boss', 'sales_manager', 'sales', 'service_manager', 'service', 'tech', 'ops', 'finance', 'auditor'] as const
export const reaches = ['own', 'department', 'all'] as const

/** 部门 (S): people belong to one; a department reach means this table's row. */
export const departments = sqliteTable('departments', {
  id: id(),
  name: text('name').notNull().unique(),
  active: flag('active').notNull().default(true),
  demo: flag('demo').notNull().default(false),
})

/** Accounts, issued by the administrator (S0-16, S0-17); never deleted, only deactivated. */
export const users = sqliteTable(
  'users',
  {
    id: id(),
    login: text('login').notNull().unique(),
    name: text('name').notNull(),
    nameMasked: text('name_masked').notNull(),
    role: text('role', { enum: roles }).notNull(),
    departmentId: integer('department_id').references(() => departments.id),
    passwordHash: text('password_hash').notNull(),
    mustChangePassword: flag('must_change_password').notNull().default(true),
    passwordExpiresAt: moment('password_expires_at'),
    active: flag('active').notNull().default(true),
    leadMinutes: integer('lead_minutes').notNull().default(60),
    quietFrom: text('quiet_from').notNull().default('22:00'),
    quietTo: text('quiet_to').notNull().default('08:00'),
    demo: flag('demo').notNull().default(false),
    createdAt: moment('created_at').notNull(),
    version: version(),
  },
  (t) => [index('users_department').on(t.departmentId)],
)

/** The administrator's own matrix (S0-20): which role may do what, and how far. */
export const rolePermissions = sqliteTable(
  'role_permissions',
  {
    role: text('role', { enum: roles }).notNull(),
    permission: text('permission').notNull(),
    reach: text('reach', { enum: reaches }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.role, t.permission] })],
)

/** One row a sign-in; a request is signed in only while its row is neither revoked nor expired (D-03, D-04). */
export const sessions = sqliteTable(
  'sessions',
  {
    id: id(),
    sid: text('sid').notNull().unique(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    address: text('address').notNull(),
    userAgent: text('user_agent').notNull(),
    createdAt: moment('created_at').notNull(),
    seenAt: moment('seen_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (t) => [index('sessions_user').on(t.userId)],
)

/** Failed sign-ins by account or address; survives a restart (D-06, D-07). */
export const loginFailures = sqliteTable('login_failures', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  firstAt: moment('first_at').notNull(),
  blockedUntil: moment('blocked_until').notNull(),
})

/** Devices from which a person has signed in: a right password from one of them is not locked out by strangers. */
export const knownDevices = sqliteTable(
  'known_devices',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    device: text('device').notNull(),
    seenAt: moment('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.device] })],
)
