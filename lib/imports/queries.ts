import { and, asc, count, desc, eq, gt, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { importJobs, importRows } from '#db/schema/imports'
import { users } from '#db/schema/people'
import { Missing } from '../kernel/errors.ts'
import { type Grant, idOf, within } from '../kernel/grant.ts'
import type { Permission } from '../kernel/permissions.ts'
import type { Target } from './aliases.ts'
import { judges } from './judge.ts'
import type { Status } from './labels.ts'
import { MOST_NAMES, namesIn } from './people.ts'
import { type TakenNumbers, takenNumbers } from './taken-numbers.ts'

type ImportGrant = Grant<Extract<Permission, `import.${string}`>>
export type Job = typeof importJobs.$inferSelect
export type StagedRow = Pick<typeof importRows.$inferSelect, 'record' | 'line' | 'cells'>
export type JudgedRow = StagedRow & Pick<typeof importRows.$inferSelect, 'verdict' | 'reasons' | 'warnings'>
export type ImportFilter = { target?: Target; status?: Status; page?: number; size?: number }

const judged = {
  record: importRows.record,
  line: importRows.line,
  cells: importRows.cells,
  verdict: importRows.verdict,
  reasons: importRows.reasons,
  warnings: importRows.warnings,
}

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
  const page = Math.min(Math.max(filter.page ?? 1, 1), Math.max(1, Math.ceil(total / size)))
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

/** The first records of one's sheet, as they stand in it. */
export function listFirstRows(me: Grant<'import.read'>, id: number, limit: number, from: Source = reader()): StagedRow[] {
  findOwnImport(me, id, from)
  return from
    .select({ record: importRows.record, line: importRows.line, cells: importRows.cells })
    .from(importRows)
    .where(eq(importRows.jobId, id))
    .orderBy(asc(importRows.record))
    .limit(limit)
    .all()
}

/** The same, each judged as if those before it had come in; nothing is written. */
export function judgeFirstRows(me: Grant<'import.read'>, job: Job, limit: number, from: Source = reader()) {
  const known = new Map<string, number[]>()
  const taken = takenNumbers()
  const earlier = {
    accepted: (key: string) => known.get(key)?.[0],
    alike: (key: string) => known.get(key)?.length ?? 0,
    holder: taken.holder,
  }
  const judge = judges[job.target](job, me.actor, earlier, from)
  return listFirstRows(me, job.id, limit, from).map((row) => {
    const judgement = judge(row.record, row.cells)
    if (judgement.key !== null) known.set(judgement.key, [...(known.get(judgement.key) ?? []), row.record])
    if (judgement.verdict === 'valid') taken.add(row.record, judgement.values)
    return { ...row, ...judgement }
  })
}

/** Records of one's own sheet that stay outside, in the sheet's order, after one of them. */
export function listKeptOut(
  me: Grant<'import.read' | 'import.download'>,
  id: number,
  limit: number,
  after = 0,
  from: Source = reader(),
): JudgedRow[] {
  findOwnImport(me, id, from)
  return from
    .select(judged)
    .from(importRows)
    .where(and(eq(importRows.jobId, id), inArray(importRows.verdict, ['refused', 'duplicate']), gt(importRows.record, after)))
    .orderBy(asc(importRows.record))
    .limit(limit)
    .all()
}

/** Of the first 5,000 records, how often each warning stands beside one that goes in; the ten most frequent. */
export function countWarnings(me: Grant<'import.read'>, id: number, from: Source = reader()) {
  findOwnImport(me, id, from)
  return from.all<{ label: string; reason: string; n: number }>(sql`
    select json_extract(w.value, '$.label') as label, json_extract(w.value, '$.reason') as reason, count(*) as n
    from import_rows, json_each(import_rows.warnings) w
    where import_rows.job_id = ${id} and import_rows.record <= 5001 and import_rows.verdict in ('valid', 'imported') and import_rows.warnings is not null
    group by 1, 2 order by n desc limit 10`)
}

/** The different names in one column of a sheet. */
export function listNames(me: Grant<'import.map'>, id: number, column: number, from: Source = reader()): string[] {
  findOwnImport(me, id, from)
  const rows = from.all<{ name: string | null }>(
    sql`select distinct json_extract(cells, ${`$[${column}]`}) as name from import_rows where job_id = ${id} limit ${MOST_NAMES * 2}`,
  )
  return namesIn(rows.map(({ name }) => name ?? ''))
}

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
