import { resolve } from 'node:path'
import { and, count, desc, eq, inArray, isNotNull, isNull, notInArray, type SQL, sum } from 'drizzle-orm'
import { dataDir, reader, type Source } from '#db/client'
import { contacts, files } from '#db/schema/archive'
import { followUps } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { findCustomer } from '../customers/queries.ts'
import { Forbidden, Missing } from '../kernel/errors.ts'
import { can, departmentOf, type Grant, grant, idOf, narrower } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import { contractKinds, isContractKind, type Kind, type StoredRow } from './model.ts'

export type FileGrant = Grant<Extract<Permission, `file.${string}`>>

/** The folder in which `files/` lies. */
export const dataFolder = () => resolve(dataDir())

/** The customer whose files these are: what one may read of customers bounds it, and the grant for files where that is narrower. Throws Missing. */
export function findHolder(me: FileGrant, customerId: number, from: Source = reader()) {
  const reading = grant(me.actor, 'customer.read')
  const customer = findCustomer(reading, customerId, from)
  const { permission, reach } = narrower(reading, me)
  if (permission === 'customer.read' || reach === 'all') return customer
  const own = customer.ownerId === idOf(me.actor)
  const ours = reach === 'department' && customer.departmentId !== null && customer.departmentId === departmentOf(me.actor)
  if (!own && !ours) throw new Missing('客户')
  return customer
}

/** One file within reach, removed or not as `me` may see it. Throws Missing, and Forbidden for a contract's file where contracts are not one's business. */
export function findFile(me: FileGrant, id: number, from: Source = reader()): StoredRow {
  const file = from.select().from(files).where(eq(files.id, id)).get()
  if (!file || !reachesFiles(me, me.permission, file.customerId, from)) throw new Missing('附件')
  const isGone = file.deletedAt !== null
  if (isGone !== (me.permission === 'file.restore')) throw new Missing('附件')
  if (isContractKind(file.kind)) requireContracts(me, file.customerId, from)
  return file
}

/** Throws Forbidden, or Missing where contracts are in reach but not this customer's. */
export function requireContracts(me: FileGrant, customerId: number, from: Source = reader()) {
  findHolder(grant(me.actor, 'file.readContract'), customerId, from)
}

export type FileFilter = { kind?: Kind; removed?: boolean; page?: number; size?: number }

/** A customer's files, newest first; contracts only for those whose business they are; removed ones for those who may bring them back. */
export function listFiles(me: Grant<'file.read'>, customerId: number, filter: FileFilter, from: Source = reader()) {
  const { kind, removed = false, page = 1, size = 50 } = filter
  findHolder(removed ? grant(me.actor, 'file.restore') : me, customerId, from)
  const standing = removed ? isNotNull(files.deletedAt) : isNull(files.deletedAt)
  return from
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
    .where(and(seen(me, customerId, from), standing, kind && eq(files.kind, kind)))
    .orderBy(desc(files.createdAt), desc(files.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
}

export type FileItem = ReturnType<typeof listFiles>[number]

/** How many files of each kind a customer has, those of one's business. */
export function countKinds(me: Grant<'file.read'>, customerId: number, from: Source = reader()): Map<string, number> {
  const rows = from
    .select({ kind: files.kind, n: count() })
    .from(files)
    .where(and(seen(me, customerId, from), isNull(files.deletedAt)))
    .groupBy(files.kind)
    .all()
  return new Map(rows.map(({ kind, n }) => [kind, n]))
}

export const countFiles = (me: Grant<'file.read'>, customerId: number, from: Source = reader()) =>
  [...countKinds(me, customerId, from).values()].reduce((sum, n) => sum + n, 0)

/** How much a customer, and the house, holds; contents that several files share are counted with each. */
export function countStored(_me: Grant<'file.attach'>, customerId: number, from: Source = reader()) {
  const mine = from
    .select({ n: count(), bytes: sum(files.bytes).mapWith(Number) })
    .from(files)
    .where(eq(files.customerId, customerId))
    .get()
  const all = from
    .select({ bytes: sum(files.bytes).mapWith(Number) })
    .from(files)
    .get()
  return { files: mine?.n ?? 0, bytes: mine?.bytes ?? 0, total: all?.bytes ?? 0 }
}

/** The names a customer's files bear, removed ones too. */
export const listNames = (_me: FileGrant, customerId: number, from: Source = reader()) =>
  from
    .select({ id: files.id, name: files.name, extension: files.extension, deletedAt: files.deletedAt })
    .from(files)
    .where(eq(files.customerId, customerId))
    .all()

/** Whether any record, removed or not, speaks of this content. */
export const isSpokenOf = (_me: FileGrant, sha256: string, from: Source = reader()) =>
  from.select({ id: files.id }).from(files).where(eq(files.sha256, sha256)).limit(1).get() !== undefined

/** Proves that a follow-up and a contact are this customer's own (B-04); throws Missing. */
export function requireTheirs(
  _me: FileGrant,
  { customerId, followUpId, contactId }: { customerId: number; followUpId: number | null; contactId: number | null },
  from: Source = reader(),
) {
  const followUp =
    followUpId === null ? undefined : from.select({ of: followUps.customerId }).from(followUps).where(eq(followUps.id, followUpId)).get()
  if (followUpId !== null && followUp?.of !== customerId) throw new Missing('跟进')
  const contact =
    contactId === null ? undefined : from.select({ of: contacts.customerId }).from(contacts).where(eq(contacts.id, contactId)).get()
  if (contactId !== null && contact?.of !== customerId) throw new Missing('联系人')
}

/** The files that came with these follow-ups of one customer. */
export function listFollowUpFiles(me: Grant<'file.read'>, customerId: number, ids: number[], from: Source = reader()) {
  if (ids.length === 0) return []
  return from
    .select({ id: files.id, name: files.name, extension: files.extension, followUpId: files.followUpId })
    .from(files)
    .where(and(seen(me, customerId, from), isNull(files.deletedAt), inArray(files.followUpId, ids)))
    .orderBy(files.id)
    .all()
}

/** Whether a deed with files is within this person's reach for this customer: what is not, is not offered. */
export function reachesFiles(me: FileGrant, permission: FileGrant['permission'], customerId: number, from: Source = reader()): boolean {
  if (!can(me.actor, permission)) return false
  try {
    findHolder(grant(me.actor, permission), customerId, from)
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

const seen = (me: FileGrant, customerId: number, from: Source): SQL | undefined =>
  and(
    eq(files.customerId, customerId),
    reachesFiles(me, 'file.readContract', customerId, from) ? undefined : notInArray(files.kind, [...contractKinds]),
  )
