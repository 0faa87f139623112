import { resolve } from 'node:path'
import { count, eq, lte, sum } from 'drizzle-orm'
import { dataDir, reader, type Source } from '#db/client'
import { files } from '#db/schema/archive'
import { type Grant, idOf } from '../kernel/grant.ts'
import { KEPT_MS } from '../recycle/model.ts'
import type { FileGrant } from './queries.ts'

/** The folder in which `files/` lies. */
export const dataFolder = () => resolve(dataDir())

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
