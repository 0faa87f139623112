import { defaults, type Permission, type Reach, type Role } from './permissions.ts'

/** Which reaches make sense for a deed: what concerns only oneself, or the whole house, has one. */
export const widthOf = (permission: Permission): readonly Reach[] =>
  /^(account|notification|session|view|undo)\./.test(permission)
    ? ['own']
    : permission === 'analysis.read'
      ? ['department', 'all']
      : /^((reveal|sign|customer|contact|profile|file|followUp|todo|purchase|ticket|import|handover|collaborator|collaboration|suggestion|consent)\.|duplicate\.(read|dismiss)$|(strategy\.send|tier\.override)$)/.test(
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
  'suggestion.read',
  'suggestion.create',
])

/** Whether collaborators, too, may do this, beyond the reach that the matrix gives. */
export const isShared = (permission: Permission) => shared.has(permission)
