import { resolve } from 'node:path'
import { and, count, desc, eq, inArray, isNotNull, isNull, lte, notInArray, sql, sum } from 'drizzle-orm'
import { builtOnce, dataDir, reader, type Source } from '#db/client'
import { contacts, files } from '#db/schema/archive'
import { customers } from '#db/schema/customers'
import { followUps } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { tickets } from '#db/schema/tickets'
import { findCustomer, isCollaborator, reachCustomer } from '../customers/queries.ts'
import { Forbidden, Missing } from '../kernel/errors.ts'
import { can, departmentOf, type Grant, grant, idOf, narrower } from '../kernel/grant.ts'
import { isShared, type Permission } from '../kernel/permissions.ts'
import { KEPT_MS } from '../recycle/model.ts'
import { findTicket, reaches } from '../tickets/queries.ts'
import { contractKinds, isContractKind, type Kind, type StoredRow } from './model.ts'

export type FileGrant = Grant<Extract<Permission, `file.${string}`>>

// A customer's files that are one's business; asked with `seenBy`.
const seen = and(
  eq(files.customerId, sql.placeholder('customerId')),
  sql`(${sql.placeholder('contracts')} or ${notInArray(files.kind, [...contractKinds])})`,
)

const seenBy = (me: FileGrant, customerId: number, from: Source) => ({
  customerId,
  contracts: Number(reachesFiles(me, 'file.readContract', customerId, from)),
})

/** The folder in which `files/` lies. */
export const dataFolder = () => resolve(dataDir())

/** The customer whose files these are: what one may read of customers bounds it, and the grant for files where that is narrower. Throws Missing. */
export function findHolder(me: FileGrant, customerId: number, from: Source = reader()) {
  reachHolder(me, customerId, from)
  return findCustomer(grant(me.actor, 'customer.read'), customerId, from)
}

function reachHolder(me: FileGrant, customerId: number, from: Source) {
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

/** The files that came with a ticket within reach, newest first. */
export function listTicketFiles(me: Grant<'file.read'>, ticketId: number, from: Source = reader()) {
  const { customerId } = findTicket(grant(me.actor, 'ticket.read'), ticketId, from)
  return from
    .select({ id: files.id, name: files.name, extension: files.extension, bytes: files.bytes, createdAt: files.createdAt })
    .from(files)
    .where(and(eq(files.ticketId, ticketId), seen, isNull(files.deletedAt)))
    .orderBy(desc(files.id))
    .limit(100)
    .all(seenBy(me, customerId, from))
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

export type FileFilter = { kind?: Kind; removed?: boolean; page?: number; size?: number }

/** A customer's files, newest first; contracts only for those whose business they are; removed ones for those who may bring them back. */
export function listFiles(me: Grant<'file.read'>, customerId: number, filter: FileFilter, from: Source = reader()) {
  const { kind = null, removed = false, page = 1, size = 50 } = filter
  reachHolder(removed ? grant(me.actor, 'file.restore') : me, customerId, from)
  return filesOf(from).all({ ...seenBy(me, customerId, from), kind, removed: Number(removed), size, offset: (page - 1) * size })
}

const filesOf = builtOnce((from) =>
  from
    .select({
      id: files.id,
      kind: files.kind,
      name: files.name,
      originalName: files.originalName,
      extension: files.extension,
      bytes: files.bytes,
      createdAt: files.createdAt,
      deletedAt: files.deletedAt,
      uploader: users.name,
      followUpId: files.followUpId,
      followUp: followUps.number,
    })
    .from(files)
    .leftJoin(users, eq(users.id, files.uploadedBy))
    .leftJoin(followUps, eq(followUps.id, files.followUpId))
    .where(
      and(
        seen,
        sql`(${isNotNull(files.deletedAt)}) = ${sql.placeholder('removed')}`,
        sql`${files.kind} = coalesce(${sql.placeholder('kind')}, ${files.kind})`,
      ),
    )
    .orderBy(desc(files.createdAt), desc(files.id))
    .limit(sql.placeholder('size'))
    .offset(sql.placeholder('offset'))
    .prepare(),
)

export type FileItem = ReturnType<typeof listFiles>[number]

/** How many files of each kind a customer has, those of one's business. */
export function countKinds(me: Grant<'file.read'>, customerId: number, from: Source = reader()): Map<string, number> {
  const rows = kindsOf(from).all(seenBy(me, customerId, from))
  return new Map(rows.map(({ kind, n }) => [kind, n]))
}

const kindsOf = builtOnce((from) =>
  from
    .select({ kind: files.kind, n: count() })
    .from(files)
    .where(and(seen, isNull(files.deletedAt)))
    .groupBy(files.kind)
    .prepare(),
)

export const countFiles = (me: Grant<'file.read'>, customerId: number, from: Source = reader()) =>
  [...countKinds(me, customerId, from).values()].reduce((sum, n) => sum + n, 0)

/** How much a customer, this person and the house hold; contents that several files share are counted with each. */
export function countStored(me: Grant<'file.attach'>, customerId: number, from: Source = reader()) {
  const there = from
    .select({ n: count(), bytes: sum(files.bytes).mapWith(Number) })
    .from(files)
    .where(eq(files.customerId, customerId))
    .get()
  const all = from
    .select({ bytes: sum(files.bytes).mapWith(Number) })
    .from(files)
    .get()
  const mine = from
    .select({ bytes: sum(files.bytes).mapWith(Number) })
    .from(files)
    .where(eq(files.uploadedBy, idOf(me.actor)))
    .get()
  return { files: there?.n ?? 0, bytes: there?.bytes ?? 0, mine: mine?.bytes ?? 0, total: all?.bytes ?? 0 }
}

/** The names a customer's files bear, removed ones too. */
export const listNames = (_me: FileGrant, customerId: number, from: Source = reader()) =>
  from
    .select({ id: files.id, name: files.name, extension: files.extension, deletedAt: files.deletedAt })
    .from(files)
    .where(eq(files.customerId, customerId))
    .all()

/** Files whose thirty days in the bin are over, longest first. */
export const listExpiredFiles = (_me: Grant<'file.purge'>, at: number, limit: number, from: Source = reader()) =>
  from
    .select({ id: files.id, sha256: files.sha256 })
    .from(files)
    .where(lte(files.deletedAt, at - KEPT_MS))
    .orderBy(files.deletedAt)
    .limit(limit)
    .all()

/** Whether any record, removed or not, speaks of this content. */
export const isSpokenOf = (_me: FileGrant, sha256: string, from: Source = reader()) =>
  from.select({ id: files.id }).from(files).where(eq(files.sha256, sha256)).limit(1).get() !== undefined

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

/** The files that came with these follow-ups of one customer. */
export function listFollowUpFiles(me: Grant<'file.read'>, customerId: number, ids: number[], from: Source = reader()) {
  return ids.length === 0 ? [] : withFollowUps(from).all({ ...seenBy(me, customerId, from), ids: JSON.stringify(ids) })
}

const withFollowUps = builtOnce((from) =>
  from
    .select({ id: files.id, name: files.name, extension: files.extension, followUpId: files.followUpId })
    .from(files)
    .where(and(seen, isNull(files.deletedAt), inArray(files.followUpId, sql`(select value from json_each(${sql.placeholder('ids')}))`)))
    .orderBy(files.id)
    .prepare(),
)

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
