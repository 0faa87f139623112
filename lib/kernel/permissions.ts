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
const takers = { admin: 'all', sales_manager: 'all', sales: 'all' } as const
const ticketReaders = { ...readers, tech: 'own', ops: 'own' } as const
const ticketHandlers = { admin: 'all', service_manager: 'all', service: 'department', tech: 'own', ops: 'own' } as const
const ticketClosers = { ...ticketHandlers, service: 'all' } as const
const ticketTakers = { admin: 'all', service_manager: 'all', service: 'department', tech: 'department', ops: 'department' } as const
const ticketHeads = { admin: 'all', service_manager: 'all' } as const
const heads = { admin: 'all', boss: 'all', sales_manager: 'all', service_manager: 'all' } as const
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
  'customer.verify': { ...sellers, service_manager: 'all', service: 'all' },
  'customer.check': { ...sellers, service_manager: 'all', service: 'all' },
  'reveal.read': { admin: 'all', boss: 'all', sales_manager: 'department', sales: 'own', service_manager: 'all' },
  'reveal.request': everyone,
  'reveal.allow': { admin: 'all', boss: 'all', sales_manager: 'department', service_manager: 'department' },
  'sign.read': { admin: 'all', boss: 'all', sales_manager: 'department' },
  'sign.setAside': { admin: 'all', boss: 'all', sales_manager: 'department' },
  'sign.record': {},
  'sign.clear': {},
  'customer.merge': { admin: 'all', sales_manager: 'department' },
  'customer.unmerge': { admin: 'all', sales_manager: 'department' },
  'duplicate.check': { admin: 'all', boss: 'all', sales_manager: 'all', sales: 'all', service_manager: 'all', service: 'all' },
  'duplicate.read': { admin: 'all', boss: 'all', sales_manager: 'department' },
  'duplicate.dismiss': { admin: 'all', sales_manager: 'department' },
  'duplicate.note': {},
  'customer.release': sellers,
  'collaborator.add': sellers,
  'collaborator.remove': sellers,
  'collaboration.read': sellers,
  'collaboration.ask': sellers,
  'collaboration.accept': sellers,
  'collaboration.refuse': sellers,
  'pool.read': takers,
  'pool.claim': takers,
  'pool.configure': admin,
  'pool.warn': {},
  'pool.recycle': {},
  'contact.read': readers,
  'contact.create': { ...sellers, service_manager: 'all', service: 'all' },
  'contact.edit': { ...sellers, service_manager: 'all', service: 'all' },
  'contact.leave': { ...sellers, service_manager: 'all', service: 'all' },
  'contact.reveal': readers,
  'profile.edit': sellers,
  'file.read': ticketReaders,
  'file.readContract': { ...sellers, boss: 'all', finance: 'all' },
  'file.attach': { ...followers, service: 'all', tech: 'own', ops: 'own' },
  'file.rename': { ...followers, service: 'all' },
  'file.remove': { ...sellers, service_manager: 'all' },
  'file.restore': { ...sellers, service_manager: 'all' },
  'file.purge': {},
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
  'ticket.read': ticketReaders,
  'ticket.create': { admin: 'all', sales_manager: 'department', sales: 'own', service_manager: 'all', service: 'all' },
  'ticket.edit': { ...ticketHeads, service: 'department' },
  'ticket.assign': ticketHeads,
  'ticket.take': ticketTakers,
  'ticket.receive': ticketHandlers,
  'ticket.respond': ticketHandlers,
  'ticket.progress': ticketHandlers,
  'ticket.note': { ...ticketHandlers, service: 'all', sales_manager: 'department', sales: 'own' },
  'ticket.wait': ticketHandlers,
  'ticket.resume': ticketHandlers,
  'ticket.resolve': ticketHandlers,
  'ticket.sendBack': ticketClosers,
  'ticket.close': ticketClosers,
  'ticket.score': ticketClosers,
  'ticket.askScore': ticketClosers,
  'ticket.giveScore': {},
  'ticket.reopen': { ...ticketClosers, sales_manager: 'department', sales: 'own' },
  'ticket.void': { ...ticketHeads, service: 'department' },
  'ticket.reveal': { ...ticketClosers, sales_manager: 'department', sales: 'own' },
  'ticket.export': { admin: 'all', boss: 'all', service_manager: 'all' },
  'repair.tend': {},
  'ticketType.create': admin,
  'ticketType.edit': admin,
  'ticketText.create': ticketHeads,
  'ticketText.edit': ticketHeads,
  'ticketText.remove': ticketHeads,
  'report.read': heads,
  'report.create': heads,
  'report.download': heads,
  'report.begin': {},
  'report.keepRows': {},
  'report.finish': {},
  'report.fail': {},
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
  'handover.read': { ...readers, service_manager: 'own', service: 'own' },
  'handover.confirm': { admin: 'all', boss: 'own', sales_manager: 'own', sales: 'own', service_manager: 'own', service: 'own' },
  'customer.handOn': {},
  'customer.handBack': {},
  'undo.takeBack': everyone,
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
  'user.leave': admin,
  'user.return': admin,
  'user.activate': admin,
  'user.resetPassword': admin,
  'user.unlock': admin,
  'department.create': admin,
  'department.edit': admin,
  'role.read': admin,
  'role.edit': admin,
  'role.editMany': admin,
  'role.seed': {},
  'settings.read': { admin: 'all', service_manager: 'all' },
  'settings.edit': admin,
  'sla.read': { admin: 'all', service_manager: 'all' },
  'sla.setPolicy': { admin: 'all', service_manager: 'all' },
  'sla.setHours': { admin: 'all', service_manager: 'all' },
  'calendar.read': { admin: 'all', service_manager: 'all' },
  'calendar.setDay': { admin: 'all', service_manager: 'all' },
  'calendar.takeNotice': { admin: 'all', service_manager: 'all' },
  'calendar.removeDay': { admin: 'all', service_manager: 'all' },
  'company.setUp': {},
  'audit.read': { admin: 'all', boss: 'all', auditor: 'all' },
  'person.copy': { admin: 'all', boss: 'all' },
  'person.erase': { admin: 'all', boss: 'all' },
  'person.settle': {},
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
  /^(account|notification|session|view|undo)\./.test(permission)
    ? ['own']
    : /^((reveal|sign|customer|contact|profile|file|followUp|todo|purchase|ticket|import|handover|collaborator|collaboration)\.|duplicate\.(read|dismiss)$)/.test(
          permission,
        )
      ? ['own', 'department', 'all']
      : ['all']

/** What stays whatever the matrix says, so that nobody locks the house from within: one's own account for all, its keys for the administrator. */
export const isFixed = (role: Role, permission: Permission) =>
  /^(account|session|notification)\./.test(permission) || (role === 'admin' && /^(role|user|settings)\./.test(permission))

/** Deeds that no matrix may give to a role (S0-21 and S0-22 are the company's to change; these are the machine's). */
export const isMachineOnly = (permission: Permission) => Object.keys(defaults[permission]).length === 0

// What a person who helps with a customer may do as if it were their own (S1-23, W-22): see all of it and add to it, not change, hand on or remove.
const shared = new Set<Permission>([
  'customer.read',
  'customer.reveal',
  'customer.export',
  'contact.read',
  'contact.create',
  'contact.reveal',
  'file.read',
  'file.readContract',
  'file.attach',
  'followUp.read',
  'followUp.create',
  'followUp.export',
  'todo.create',
  'purchase.read',
])

/** Whether collaborators, too, may do this, beyond the reach that the matrix gives. */
export const isShared = (permission: Permission) => shared.has(permission)
