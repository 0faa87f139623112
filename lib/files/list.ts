import { and, count, desc, eq, inArray, isNotNull, isNull, notInArray, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { files } from '#db/schema/archive'
import { followUps } from '#db/schema/followups'
import { users } from '#db/schema/people'
import { builtOnce } from '#db/statements'
import { type Grant, grant } from '../kernel/grant.ts'
import { findTicket } from '../tickets/queries.ts'
import { contractKinds, type Kind } from './model.ts'
import { type FileGrant, reachesFiles, reachHolder } from './queries.ts'

// A customer's files that are one's business; asked with `seenBy`.
const seen = and(
  eq(files.customerId, sql.placeholder('customerId')),
  sql`(${sql.placeholder('contracts')} or ${notInArray(files.kind, [...contractKinds])})`,
)

const seenBy = (me: FileGrant, customerId: number, from: Source) => ({
  customerId,
  contracts: Number(reachesFiles(me, 'file.readContract', customerId, from)),
})

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

/** How many files a customer has, those of one's business. */
export const countFiles = (me: Grant<'file.read'>, customerId: number, from: Source = reader()) =>
  [...countKinds(me, customerId, from).values()].reduce((sum, n) => sum + n, 0)

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
