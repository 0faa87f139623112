import type { auditLog } from '#db/schema/audit'
import { defaults, type Permission } from '../kernel/permissions.ts'

export type Entry = typeof auditLog.$inferSelect
/** What a person may ask of the record; `person` 0 is the machine, days are the company's, `before` and `after` are row ids to page by. */
export type AuditFilter = {
  person?: number
  action?: string
  entity?: string
  outcome?: 'done' | 'denied'
  from?: string
  to?: string
  customer?: string
  before?: number
  size?: number
}

/** Every deed of one family: 客户 is customer.create, customer.edit … */
export const actionsOf = (entity: string) =>
  (Object.keys(defaults) as Permission[]).filter((permission) => permission.startsWith(`${entity}.`))

// Whoever may read the record but not the customers learns which field changed, not what a person wrote in it.
const TOLD = new Set([
  'name',
  'contactMasked',
  'birthday',
  'preferences',
  'taboos',
  'painPoints',
  'needs',
  'decisionProcess',
  'decisionDepartments',
  'concerns',
  'phoneMasked',
  'emailMasked',
  'position',
  'address',
  'note',
  'tags',
  'content',
  'feedback',
  'title',
  'product',
  'reason',
  'creditCode',
  'revenueWan',
  'value',
  'filter',
  'description',
  'result',
  'causeNote',
  'progress',
  'text',
])
const ABOUT_CUSTOMERS = new Set(['customer', 'contact', 'profile', 'followUp', 'todo', 'purchase', 'ticket', 'suggestion', 'notification'])

/** The changes with what was written about customers covered. */
export function covered<C extends Record<string, [unknown, unknown]>>(entity: string, changes: C): Record<string, [unknown, unknown]> {
  if (!ABOUT_CUSTOMERS.has(entity)) return changes
  return Object.fromEntries(Object.entries(changes).map(([field, pair]) => [field, TOLD.has(field) ? ['•••', '•••'] : pair]))
}
