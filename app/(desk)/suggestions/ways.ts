import { can, type Grant, grant, reaches } from '#lib/kernel/grant'
import type { listAskers } from '#lib/suggestions/sums'

type Row = ReturnType<typeof listAskers>['rows'][number]

/** Which ways out of a list of askers this person has. */
export const waysOf = ({ actor }: Grant<'suggestion.read'>) => ({
  readCustomers: can(actor, 'customer.read'),
  readTickets: can(actor, 'ticket.read'),
  todo: ({ assigneeId, assigneeDepartment }: Row) =>
    can(actor, 'todo.read') && reaches(grant(actor, 'todo.read'), assigneeId ?? 0, assigneeDepartment),
})
