import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { jobRuns } from '#db/schema/machine'
import { command, created } from '../kernel/command.ts'
import { Conflict, Missing } from '../kernel/errors.ts'
import { now } from '../kernel/time.ts'
import { askedPeriod, LEASE_MS, mayClaim } from './model.ts'
import { findOpenRun, findRun, isRunning } from './queries.ts'
import { deleteStale, staleKinds } from './stale.ts'

const key = { job: z.string().min(1), period: z.string().min(1) }

// The ledger is itself the record of what the machine does: its rows leave no second one in the audit log.

/** Takes up a period for this process; a Conflict where it is done, held, or another period of the job still runs. `again` takes up what is done, too. */
export const claimRun = command({
  name: 'job.claim',
  input: z.strictObject({ ...key, again: z.boolean().default(false) }),
  run(tx, _me, { job, period, again }) {
    const at = now()
    const before = findRun(job, period, tx)
    if (isRunning(job, at, tx)) throw new Conflict('这项任务正在运行')
    if (!again && !mayClaim(before, at)) throw new Conflict('这一期已经处理过了')
    const values = {
      status: 'running',
      attempts: (before?.attempts ?? 0) + 1,
      startedAt: at,
      leaseUntil: at + LEASE_MS,
      finishedAt: null,
      note: '',
    } as const
    tx.insert(jobRuns)
      .values({ job, period, ...values })
      .onConflictDoUpdate({ target: [jobRuns.job, jobRuns.period], set: values })
      .run()
    return []
  },
})

/** Says that a run is alive, or that it was broken off and anybody may take it up. */
export const renewRun = command({
  name: 'job.renew',
  input: z.strictObject({ ...key, brokenOff: z.boolean().default(false) }),
  run(tx, _me, { job, period, brokenOff }) {
    const run = findRun(job, period, tx)
    if (run?.status === 'running')
      tx.update(jobRuns)
        .set({ leaseUntil: brokenOff ? now() : now() + LEASE_MS })
        .where(eq(jobRuns.id, run.id))
        .run()
    return []
  },
})

/** Closes a run with what it did, or why it failed. */
export const finishRun = command({
  name: 'job.finish',
  input: z.strictObject({ ...key, status: z.enum(['done', 'failed']), note: z.string() }),
  run(tx, _me, { job, period, status, note }) {
    const run = findRun(job, period, tx)
    if (!run) throw new Missing('任务记录')
    tx.update(jobRuns)
      .set({ status, note: note.slice(0, 500), finishedAt: now(), leaseUntil: now() })
      .where(eq(jobRuns.id, run.id))
      .run()
    return []
  },
})

/** 立即备份: puts the wish into the ledger, where the machine finds it at once, or after a restart. */
export const requestBackup = command({
  name: 'backup.create',
  input: z.strictObject({}),
  run(tx) {
    if (findOpenRun('backup', tx)) throw new Conflict('正在备份，请等这次完成')
    const at = now()
    const wish = { job: 'backup', period: askedPeriod(at), status: 'running', attempts: 0, startedAt: at, leaseUntil: at } as const
    return created(tx.insert(jobRuns).values(wish).returning().get())
  },
})

/** Deletes a slice of what is no longer needed; the job's own run says how much it was. */
export const tidyUp = command({
  name: 'job.tidy',
  input: z.strictObject({ kind: z.enum(staleKinds), at: z.number(), limit: z.number().int().positive() }),
  run(tx, _me, { kind, at, limit }) {
    deleteStale(tx, kind, at, limit)
    return []
  },
})
