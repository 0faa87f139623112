import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { importRows } from '#db/schema/imports'
import { literal } from '#db/statements'
import type { Grant } from '../kernel/grant.ts'
import { judges } from './judge.ts'
import { MOST_NAMES, namesIn } from './people.ts'
import { findOwnImport, type Job } from './queries.ts'
import { takenNumbers } from './taken-numbers.ts'

export type StagedRow = Pick<typeof importRows.$inferSelect, 'record' | 'line' | 'cells'>
export type JudgedRow = StagedRow & Pick<typeof importRows.$inferSelect, 'verdict' | 'reasons' | 'warnings'>

const judged = {
  record: importRows.record,
  line: importRows.line,
  cells: importRows.cells,
  verdict: importRows.verdict,
  reasons: importRows.reasons,
  warnings: importRows.warnings,
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
    sql`select distinct json_extract(cells, ${`$[${column}]`}) as name from import_rows where job_id = ${id} limit ${literal(MOST_NAMES * 2)}`,
  )
  return namesIn(rows.map(({ name }) => name ?? ''))
}
