import type { reaches, roles } from '#db/schema/people'

export type Role = (typeof roles)[number]
export type Reach = (typeof reaches)[number]

const everyone = {
  admin: 'own',
  boss: 'own',
  sales_manager: 'own',
  sales: 'own',
  service_manager: 'own',
  service: 'own',
  tech: 'own',
  ops: 'own',
  finance: 'own',
  auditor: 'own',
} as const
const admin = { admin: 'all' } as const
const sellers = { admin: 'all', sales_manager: 'department', sales: 'own' } as const
const readers = { admin: 'all', boss: 'all', sales_manager: 'department', sales: 'own', service_manager: 'all', service: 'all' } as const
const followers = { admin: 'all', boss: 'all', sales_manager: 'department', sales: 'own', service_manager: 'all' } as const

// One row per thing a person can do; the row's name is also the command, the audit action and the label.
// These are the first settings (enumerations 5.9); the administrator's own live in role_permissions.
// A row without roles is done by the machine alone.
export const defaults = {
  'customer.read': readers,
  'customer.create': sellers,
  'customer.edit': sellers,
  'customer.editContact': { ...sellers, service_manager: 'all', service: 'all' },
  'customer.assign': { admin: 'all', sales_manager: 'department' },
  'customer.delete': admin,
  'customer.reveal': readers,
  'customer.export': { admin: 'all', boss: 'all', sales_manager: 'department' },
  'customer.restore': admin,
  'customer.purge': {},
  'contact.read': readers,
  'contact.create': { ...sellers, service_manager: 'all', service: 'all' },
  'contact.edit': { ...sellers, service_manager: 'all', service: 'all' },
  'contact.leave': { ...sellers, service_manager: 'all', service: 'all' },
  'contact.reveal': readers,
  'profile.edit': sellers,
  'file.read': readers,
  'file.readContract': { ...sellers, boss: 'all', finance: 'all' },
  'file.attach': { ...followers, service: 'all' },
  'file.rename': { ...followers, service: 'all' },
  'file.remove': { ...sellers, service_manager: 'all' },
  'file.restore': { ...sellers, service_manager: 'all' },
  'followUp.read': readers,
  'followUp.create': { ...followers, service: 'all' },
  'followUp.export': { admin: 'all', boss: 'all', sales_manager: 'department' },
  'todo.read': { ...everyone, admin: 'all', boss: 'all', sales_manager: 'department', service_manager: 'department' },
  'todo.create': { ...followers, service: 'all' },
  'todo.finish': { ...everyone, admin: 'all', sales_manager: 'department', service_manager: 'department' },
  'todo.move': { ...everyone, admin: 'all', sales_manager: 'department', service_manager: 'department' },
  'todo.hand': { ...everyone, admin: 'all', sales_manager: 'department', service_manager: 'department' },
  'todo.cancel': { ...everyone, admin: 'all', sales_manager: 'department', service_manager: 'department' },
  'purchase.read': readers,
  'purchase.record': sellers,
  'import.read': sellers,
  'import.create': sellers,
  'import.map': sellers,
  'import.check': sellers,
  'import.start': sellers,
  'import.cancel': sellers,
  'import.download': sellers,
  'import.stage': {},
  'import.advance': {},
  'import.fail': {},
  'view.read': everyone,
  'view.create': everyone,
  'view.rename': everyone,
  'view.remove': everyone,
  'view.arrange': everyone,
  'notification.read': everyone,
  'notification.markRead': everyone,
  'notification.markAllRead': everyone,
  'notification.raise': {},
  'account.read': everyone,
  'account.changePassword': everyone,
  'account.edit': everyone,
  'account.endSessions': everyone,
  'session.start': {},
  'session.fail': {},
  'session.touch': {},
  'session.end': everyone,
  'user.read': admin,
  'user.create': admin,
  'user.edit': admin,
  'user.deactivate': admin,
  'user.activate': admin,
  'user.resetPassword': admin,
  'user.unlock': admin,
  'department.create': admin,
  'department.edit': admin,
  'role.read': admin,
  'role.edit': admin,
  'role.editMany': admin,
  'role.seed': {},
  'settings.read': admin,
  'settings.edit': admin,
  'company.setUp': {},
  'audit.read': { admin: 'all', boss: 'all', auditor: 'all' },
  'backup.create': admin,
  'backup.download': admin,
  'backup.restore': {},
  'job.read': admin,
  'job.claim': {},
  'job.renew': {},
  'job.finish': {},
  'job.tidy': {},
  'demo.load': {},
  'demo.remove': admin,
} as const satisfies Record<string, Partial<Record<Role, Reach>>>

export type Permission = keyof typeof defaults
export type May = Partial<Record<Permission, Reach>>

/** Which reaches make sense for a deed: what concerns only oneself, or the whole house, has one. */
export const widthOf = (permission: Permission): readonly Reach[] =>
  /^(account|notification|session|view)\./.test(permission)
    ? ['own']
    : /^(customer|contact|profile|file|followUp|todo|purchase|import)\./.test(permission)
      ? ['own', 'department', 'all']
      : ['all']

/** What stays whatever the matrix says, so that nobody locks the house from within: one's own account for all, its keys for the administrator. */
export const isFixed = (role: Role, permission: Permission) =>
  /^(account|session|notification)\./.test(permission) || (role === 'admin' && /^(role|user|settings)\./.test(permission))

/** Deeds that no matrix may give to a role (S0-21 and S0-22 are the company's to change; these are the machine's). */
export const isMachineOnly = (permission: Permission) => Object.keys(defaults[permission]).length === 0
