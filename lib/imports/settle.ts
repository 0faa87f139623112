import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { importRows } from '#db/schema/imports'
import type { Change } from '../kernel/command.ts'
import { grant } from '../kernel/grant.ts'
import { importerOf } from './importer.ts'
import { judges } from './judge.ts'
import { needs } from './labels.ts'
import type { Job } from './queries.ts'
import { type Earlier, earlierRows } from './queries-machine.ts'
import type { StagedRow } from './queries-records.ts'
import type { Issue } from './reading.ts'
import { type Taken, takenIn } from './taken.ts'
import { type Spelled, writers } from './write.ts'

type Counts = Pick<Job, 'valid' | 'refused' | 'duplicate' | 'imported'>

/** Judges a portion while checking, and takes it in while running; what it came to, and what of it stays on record. */
export function settle(tx: Tx, job: Job, rows: StagedRow[], spelled?: Spelled): { counts: Counts; changes: Change[] } {
  const importer = importerOf(job.createdBy, tx)
  grant(importer, needs[job.target])
  const taken = takenIn(tx, job)
  const judge = judges[job.target](job, importer, earlierOf(tx, job, taken), tx)
  const writer = job.status === 'running' ? writers[job.target](tx, job, importer, spelled) : undefined
  const keep = verdictKeeper(tx, job.id)
  const { valid, refused, duplicate, imported } = job
  const counts = { valid, refused, duplicate, imported }
  for (const { record, cells } of rows) {
    const { verdict, reasons, warnings, key, values } = judge(record, cells)
    if (writer && verdict === 'valid') {
      writer.write(values as never, record)
      counts.imported += 1
      continue
    }
    keep(record, verdict, reasons, warnings, key)
    if (verdict === 'valid') taken.add(record, values)
    if (writer) counts.valid -= 1 // judged fit before, and in the meantime somebody was quicker
    counts[verdict] += 1
  }
  taken.upTo(rows.at(-1)?.record ?? job.cursor)
  if (writer && rows.length > 0) markImported(tx, job, rows.at(-1)!.record)
  return { counts, changes: writer?.done() ?? [] }
}

// While taking in, an earlier record of the sheet stands among the customers already.
function earlierOf(tx: Tx, job: Job, taken: Taken): Earlier {
  const earlier = { ...earlierRows(job.id, tx), holder: taken.holder }
  return job.status === 'running' ? { ...earlier, accepted: () => undefined } : earlier
}

// Those of the portion that are still called fit have come in.
function markImported(tx: Tx, job: Job, last: number) {
  const { jobId, record, verdict } = importRows
  tx.update(importRows)
    .set({ verdict: 'imported' })
    .where(and(eq(jobId, job.id), eq(verdict, 'valid'), gt(record, job.cursor), lte(record, last)))
    .run()
}

function verdictKeeper(tx: Tx, jobId: number) {
  const hole = (name: string) => sql`${sql.placeholder(name)}`
  const set = {
    verdict: hole('verdict'),
    reasons: hole('reasons'),
    warnings: hole('warnings'),
    dedupeKey: hole('key'),
  }
  const keep = tx
    .update(importRows)
    .set(set)
    .where(sql`${importRows.jobId} = ${jobId} and ${importRows.record} = ${sql.placeholder('record')}`)
    .prepare()
  const json = (issues: Issue[]) => (issues.length > 0 ? JSON.stringify(issues.map(({ label, reason }) => ({ label, reason }))) : null)
  return (record: number, verdict: string, reasons: Issue[], warnings: Issue[], key: string | null) =>
    void keep.run({ record, verdict, reasons: json(reasons), warnings: json(warnings), key })
}
