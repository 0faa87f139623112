import { z } from 'zod'
import { importRows } from '#db/schema/imports'
import { type Change, command, updated } from '../kernel/command.ts'
import { now } from '../kernel/time.ts'
import { findJob, listNext } from './queries-machine.ts'
import type { StagedRow } from './queries-records.ts'
import { settle } from './settle.ts'
import { forget, fromStart, move, mustBe } from './state.ts'
import type { Spelled } from './write.ts'

const id = z.coerce.number().int().positive()

/** The next portion of its records; the last one makes it ready to be looked at. */
export const stageRows = command({
  name: 'import.stage',
  input: z.strictObject({ id, rows: z.custom<StagedRow[]>(Array.isArray), last: z.boolean() }),
  run(tx, me, { id, rows, last }): Change[] {
    const job = findJob(me, id, tx)
    mustBe(job, ['reading'])
    if (rows.length > 0)
      tx.insert(importRows)
        .values(rows.map((row) => ({ ...row, jobId: id })))
        .run()
    if (last) move(tx, job, { status: 'mapping' })
    return []
  },
})

/** One portion further, and the cursor with it in the same transaction: judged while checking, taken in while running. */
export const advanceImport = command({
  name: 'import.advance',
  input: z.strictObject({ id, size: z.number().int().positive(), spelled: z.custom<Spelled>((map) => map instanceof Map).optional() }),
  run(tx, me, { id, size, spelled }): Change[] {
    const job = findJob(me, id, tx)
    if (job.status !== 'checking' && job.status !== 'running') return []
    const rows = listNext(me, job, size, tx)
    const { counts, changes } = settle(tx, job, rows, spelled)
    const last = rows.length < size
    const next = { ...counts, cursor: rows.at(-1)?.record ?? job.cursor, ...(last && ended[job.status]()) }
    const after = move(tx, job, next)
    return job.status === 'checking' ? [] : changes.length > 0 && !last ? changes : [...changes, updated(job, after)]
  },
})

/** What went wrong, in a sentence for the person who waits; a trial run that broke off can be made again. */
export const failImport = command({
  name: 'import.fail',
  input: z.strictObject({ id, failure: z.string().min(1).max(300) }),
  run(tx, me, { id, failure }) {
    const job = findJob(me, id, tx)
    const set = job.status === 'checking' ? { ...fromStart, status: 'mapping' as const } : { status: 'failed' as const, finishedAt: now() }
    if (job.status === 'reading') forget(tx, id)
    return updated(job, move(tx, job, { ...set, failure }))
  },
})

const ended = { checking: () => ({ status: 'checked' as const }), running: () => ({ status: 'done' as const, finishedAt: now() }) }
