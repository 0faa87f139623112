import { and, count, desc, eq, gt, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { importJobs, importRows } from '#db/schema/imports'
import { users } from '#db/schema/people'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf, within } from '../kernel/grant.ts'
import { pageWithin } from '../kernel/pages.ts'
import type { Permission } from '../kernel/permissions.ts'
import type { Target } from './aliases.ts'
import type { Status } from './labels.ts'

type ImportGrant = Grant<Extract<Permission, `import.${string}`>>
export type Job = typeof importJobs.$inferSelect
export type ImportFilter = { target?: Target; status?: Status; page?: number; size?: number }

/** One import within reach: one's own, the department's, anybody's. */
export function findImport(me: ImportGrant, id: number, from: Source = reader()): Job {
  const job = from
    .select()
    .from(importJobs)
    .where(and(eq(importJobs.id, id), within(me, importJobs.createdBy)))
    .get()
  if (!job) throw new Missing('导入')
  return job
}

/** The same, but never anybody else's: what stands in a sheet is for the eyes of whoever brought it. */
export function findOwnImport(me: ImportGrant, id: number, from: Source = reader()): Job {
  const job = findImport(me, id, from)
  if (job.createdBy !== idOf(me.actor)) throw new Missing('导入')
  return job
}

/** Imports within reach, newest first. */
export function listImports(me: Grant<'import.read'>, filter: ImportFilter = {}, from: Source = reader()) {
  const size = filter.size ?? 50
  const where = and(
    within(me, importJobs.createdBy),
    filter.target && eq(importJobs.target, filter.target),
    filter.status && eq(importJobs.status, filter.status),
  )
  const total = from.select({ n: count() }).from(importJobs).where(where).get()?.n ?? 0
  const page = pageWithin(total, { page: filter.page, size })
  const { id, target, fileName, status, valid, refused, duplicate, imported, createdAt } = importJobs
  const rows = from
    .select({ id, target, fileName, status, total: importJobs.total, valid, refused, duplicate, imported, createdAt, by: users.name })
    .from(importJobs)
    .innerJoin(users, eq(users.id, importJobs.createdBy))
    .where(where)
    .orderBy(desc(importJobs.id))
    .limit(size)
    .offset((page - 1) * size)
    .all()
  return { rows, total, page, size }
}

/** The latest import of the very same file for the same purpose, before this one. */
export function findEarlier(me: Grant<'import.read'>, job: Job, from: Source = reader()) {
  return from
    .select({ id: importJobs.id, createdAt: importJobs.createdAt, imported: importJobs.imported })
    .from(importJobs)
    .where(
      and(
        eq(importJobs.sha256, job.sha256),
        eq(importJobs.target, job.target),
        lt(importJobs.id, job.id),
        gt(importJobs.imported, 0),
        within(me, importJobs.createdBy),
      ),
    )
    .orderBy(desc(importJobs.id))
    .limit(1)
    .get()
}

/** How many records of this person's sheets lie there that have not come in. */
export function countStaged(me: Grant<'import.create'>, from: Source): number {
  const mine = from
    .select({ id: importJobs.id })
    .from(importJobs)
    .where(eq(importJobs.createdBy, idOf(me.actor)))
  const waiting = or(isNull(importRows.verdict), ne(importRows.verdict, 'imported'))
  return (
    from
      .select({ n: count() })
      .from(importRows)
      .where(and(inArray(importRows.jobId, mine), waiting))
      .get()?.n ?? 0
  )
}
