import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { importJobs } from '#db/schema/imports'
import { literal } from '#db/statements'
import { Conflict } from '../kernel/errors.ts'
import type { Status } from './labels.ts'
import type { Job } from './queries.ts'

/** Before the first record is judged. */
export const fromStart = { cursor: 0, valid: 0, refused: 0, duplicate: 0, imported: 0, failure: '' }

// A sheet of the usual size is gone at once; the rest of a large one goes in slices (clearGivenUp), so that nobody waits for the writer.
const AT_ONCE = 2000

/** The records of a sheet that is given up. */
export const forget = (tx: Tx, id: number) =>
  void tx.run(sql`delete from import_rows where rowid in (select rowid from import_rows where job_id = ${id} limit ${literal(AT_ONCE)})`)

/** Throws Conflict when an import is at another step by now. */
export function mustBe(job: Job, states: Status[]) {
  if (!states.includes(job.status)) throw new Conflict('这份导入已经不在这一步，请刷新后再看')
}

/** Writes what has changed about an import. */
export const move = (tx: Tx, job: Job, set: Partial<Job>): Job =>
  tx.update(importJobs).set(set).where(eq(importJobs.id, job.id)).returning().get()!
