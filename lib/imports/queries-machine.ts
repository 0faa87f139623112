import { and, asc, count, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { importJobs, importRows } from '#db/schema/imports'
import { Missing } from '../kernel/errors.ts'
import type { Grant } from '../kernel/grant.ts'
import type { Job } from './queries.ts'
import type { StagedRow } from './queries-records.ts'
import type { TakenNumbers } from './taken-numbers.ts'

/** For the machine: the job as it stands now, whoever's it is. */
export function findJob(_me: Grant<'import.advance' | 'import.stage' | 'import.fail'>, id: number, from: Source = reader()): Job {
  const job = from.select().from(importJobs).where(eq(importJobs.id, id)).get()
  if (!job) throw new Missing('导入')
  return job
}

/** What a stop or a failure of the machine has left unfinished. */
export function listUnfinished(_me: Grant<'import.advance'>, from: Source = reader()) {
  return from
    .select({ id: importJobs.id, status: importJobs.status })
    .from(importJobs)
    .where(inArray(importJobs.status, ['reading', 'checking', 'running']))
    .all()
}

/** The next records after the cursor: all of them while checking, while running those that were found fit. */
export function listNext(_me: Grant<'import.advance'>, job: Job, size: number, from: Source = reader()): StagedRow[] {
  const fit = job.status === 'running' ? eq(importRows.verdict, 'valid') : undefined
  return from
    .select({ record: importRows.record, line: importRows.line, cells: importRows.cells })
    .from(importRows)
    .where(and(eq(importRows.jobId, job.id), gt(importRows.record, job.cursor), fit))
    .orderBy(asc(importRows.record))
    .limit(size)
    .all()
}

/** What the records before one have in common with it, by their key; statements are prepared once. The plus signs keep SQLite on the index of the keys. */
export function earlierRows(jobId: number, from: Source) {
  const before = and(
    eq(importRows.jobId, jobId),
    eq(importRows.dedupeKey, sql.placeholder('key')),
    sql`+${importRows.record} < ${sql.placeholder('record')}`,
  )
  const accepted = from
    .select({ record: importRows.record })
    .from(importRows)
    .where(and(before, sql`+${importRows.verdict} <> 'refused' and +${importRows.verdict} <> 'duplicate'`))
    .limit(1)
    .prepare()
  const alike = from
    .select({ n: count() })
    .from(importRows)
    .where(and(before, sql`+${importRows.verdict} <> 'refused'`))
    .prepare()
  return {
    accepted: (key: string, record: number) => accepted.get({ key, record })?.record,
    alike: (key: string, record: number) => alike.get({ key, record })?.n ?? 0,
  }
}

/** What is known of the records before one: by their key, and by the numbers that only one customer can have. */
export type Earlier = ReturnType<typeof earlierRows> & Pick<TakenNumbers, 'holder'>

/** Records up to one that a trial run has found fit so far, in the sheet's order, after one of them. */
export function listFit(jobId: number, after: number, upTo: number, limit: number, from: Source): StagedRow[] {
  return from
    .select({ record: importRows.record, line: importRows.line, cells: importRows.cells })
    .from(importRows)
    .where(and(eq(importRows.jobId, jobId), eq(importRows.verdict, 'valid'), gt(importRows.record, after), lte(importRows.record, upTo)))
    .orderBy(asc(importRows.record))
    .limit(limit)
    .all()
}
