import { eq } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { contacts, files } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { followUps } from '#db/schema/followups'
import { tickets } from '#db/schema/tickets'
import { findCustomer, isCollaborator, reachCustomer } from '../customers/queries.ts'
import { isShared } from '../kernel/bounds.ts'
import { Forbidden, Missing } from '../kernel/errors.ts'
import { can, departmentOf, type Grant, grant, idOf, narrower } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { findTicket, reaches } from '../tickets/queries.ts'
import { isContractKind, type StoredRow } from './model.ts'

export type FileGrant = Grant<Extract<Permission, `file.${string}`>>

/** The customer whose files these are: what one may read of customers bounds it, and the grant for files where that is narrower. Throws Missing. */
export function findHolder(me: FileGrant, customerId: number, from: Source = reader()) {
  reachHolder(me, customerId, from)
  return findCustomer(grant(me.actor, 'customer.read'), customerId, from)
}

/** The same, where only the reach is asked. Throws Missing. */
export function reachHolder(me: FileGrant, customerId: number, from: Source) {
  // Who reads no customers has no files of theirs; of the tickets in hand they have (enumerations 5.9).
  if (!can(me.actor, 'customer.read')) throw new Missing('客户')
  const reading = grant(me.actor, 'customer.read')
  const { ownerId, departmentId } = reachCustomer(reading, customerId, from)
  const { permission, reach } = narrower(reading, me)
  if (permission === 'customer.read' || reach === 'all') return
  const own = ownerId === idOf(me.actor)
  const ours = reach === 'department' && departmentId !== null && departmentId === departmentOf(me.actor)
  if (!own && !ours && !(isShared(permission) && isCollaborator(idOf(me.actor), customerId, from))) throw new Missing('客户')
}

/** One file within reach, removed or not as `me` may see it. Throws Missing, and Forbidden for a contract's file where contracts are not one's business. */
export function findFile(me: FileGrant, id: number, from: Source = reader()): StoredRow {
  const file = from.select().from(files).where(eq(files.id, id)).get()
  if (!file || !(reachesFiles(me, me.permission, file.customerId, from) || isOfTicket(me, file, from))) throw new Missing('附件')
  const isGone = file.deletedAt !== null
  if (isGone !== (me.permission === 'file.restore')) throw new Missing('附件')
  if (isContractKind(file.kind)) requireContracts(me, file.customerId, from)
  return file
}

/** The customer whom files shall belong to: within reach itself, or by a ticket of theirs in hand. Throws Missing. */
export function findReceiver(
  me: Grant<'file.attach'>,
  { customerId, ticketId }: { customerId: number; ticketId: number | null },
  from: Source = reader(),
) {
  const byTicket = ticketId !== null && can(me.actor, 'ticket.progress') && !reachesFiles(me, me.permission, customerId, from)
  if (!byTicket) return findHolder(me, customerId, from)
  const ticket = findTicket(grant(me.actor, 'ticket.progress'), ticketId, from)
  const customer = from.select().from(customers).where(eq(customers.id, customerId)).get()
  if (!customer || ticket.customerId !== customerId) throw new Missing('工单')
  return customer
}

// To look at, not to change: whoever may see the ticket.
const isOfTicket = (me: FileGrant, { ticketId }: StoredRow, from: Source) =>
  me.permission === 'file.read' && ticketId !== null && reachesTicket(me, ticketId, from)

function reachesTicket({ actor }: FileGrant, ticketId: number, from: Source) {
  return can(actor, 'ticket.read') && reaches(grant(actor, 'ticket.read'), 'ticket.read', ticketId, from)
}

/** Throws Forbidden, or Missing where contracts are in reach but not this customer's. */
export function requireContracts(me: FileGrant, customerId: number, from: Source = reader()) {
  reachHolder(grant(me.actor, 'file.readContract'), customerId, from)
}

/** Proves that a follow-up and a contact are this customer's own (B-04); throws Missing. */
export function requireTheirs(
  me: FileGrant,
  {
    customerId,
    followUpId,
    contactId,
    ticketId,
  }: { customerId: number; followUpId: number | null; contactId: number | null; ticketId: number | null },
  from: Source = reader(),
) {
  const followUp =
    followUpId === null ? undefined : from.select({ of: followUps.customerId }).from(followUps).where(eq(followUps.id, followUpId)).get()
  if (followUpId !== null && followUp?.of !== customerId) throw new Missing('跟进')
  const contact =
    contactId === null ? undefined : from.select({ of: contacts.customerId }).from(contacts).where(eq(contacts.id, contactId)).get()
  if (contactId !== null && contact?.of !== customerId) throw new Missing('联系人')
  const ticket = ticketId === null ? undefined : from.select({ of: tickets.customerId }).from(tickets).where(eq(tickets.id, ticketId)).get()
  if (ticketId !== null && (ticket?.of !== customerId || !reachesTicket(me, ticketId, from))) throw new Missing('工单')
}

/** Whether a deed with files is within this person's reach for this customer: what is not, is not offered. */
export function reachesFiles(me: FileGrant, permission: FileGrant['permission'], customerId: number, from: Source = reader()): boolean {
  if (!can(me.actor, permission)) return false
  try {
    reachHolder(grant(me.actor, permission), customerId, from)
    return true
  } catch (error) {
    if (error instanceof Missing || error instanceof Forbidden) return false
    throw error
  }
}

/** What files shall belong to besides their customer, in words: 跟进 G20261122001; undefined for what is not this customer's. */
export function findAbout(
  _me: FileGrant,
  customerId: number,
  { followUpId, contactId }: { followUpId?: number; contactId?: number },
  from: Source = reader(),
): string | undefined {
  const followUp =
    followUpId &&
    from.select({ of: followUps.customerId, word: followUps.number }).from(followUps).where(eq(followUps.id, followUpId)).get()
  const contact =
    contactId && from.select({ of: contacts.customerId, word: contacts.nameMasked }).from(contacts).where(eq(contacts.id, contactId)).get()
  const words = [
    followUp && followUp.of === customerId && `跟进 ${followUp.word}`,
    contact && contact.of === customerId && `联系人 ${contact.word}`,
  ]
  return words.filter(Boolean).join('、') || undefined
}
