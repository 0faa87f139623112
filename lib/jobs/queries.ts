import { and, asc, desc, eq, gt, lte, max } from 'drizzle-orm'
import { reader, type Source } from '#db/client'
import { jobRuns } from '#db/schema/machine'
import type { Grant } from '../kernel/grant.ts'
import { now } from '../kernel/time.ts'
import { calendar } from './calendar.ts'
import { nextOf } from './cron.ts'
import { isAlive, type JobRun } from './model.ts'
import { countStale, stale, staleKinds } from './stale.ts'

/** Each job with its last run and when it is due next (UTC milliseconds): the calendar's in its order, then what only the ledger knows. */
export function listJobRuns(_me: Grant<'job.read'>, from: Source = reader()) {
  const at = now()
  const planned = calendar().map(({ name, label, cron }) => ({ job: name, label, nextAt: nextOf(cron, at) ?? null }))
  const known = from.selectDistinct({ job: jobRuns.job }).from(jobRuns).orderBy(asc(jobRuns.job)).all()
  const others = known.filter(({ job }) => !planned.some((p) => p.job === job)).map(({ job }) => ({ job, label: job, nextAt: null }))
  return [...planned, ...others].map((one) => ({ ...one, last: lastRun(one.job, from) ?? null }))
}

/** The last runs of one job, newest first. */
export function listRunsOf(_me: Grant<'job.read'>, job: string, limit: number, from: Source = reader()): JobRun[] {
  return from.select().from(jobRuns).where(eq(jobRuns.job, job)).orderBy(desc(jobRuns.startedAt), desc(jobRuns.id)).limit(limit).all()
}

/** The run of a job that is going on now or was asked for and waits; undefined when there is none. */
export function findOpenRun(job: string, from: Source = reader()): JobRun | undefined {
  return from
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.job, job), eq(jobRuns.status, 'running')))
    .orderBy(desc(jobRuns.id))
    .limit(1)
    .get()
}

/** What stands in the ledger under a job and a period. */
export function findRun(job: string, period: string, from: Source = reader()): JobRun | undefined {
  return from
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.job, job), eq(jobRuns.period, period)))
    .get()
}

/** Runs that were begun or asked for and that nobody holds: to be taken up. */
export function listAbandoned(at: number, from: Source = reader()): JobRun[] {
  return from
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.status, 'running'), lte(jobRuns.leaseUntil, at)))
    .orderBy(asc(jobRuns.id))
    .all()
}

/** Whether any run of this job is alive, whatever its period. */
export function isRunning(job: string, at: number, from: Source = reader()): boolean {
  const alive = from
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.job, job), eq(jobRuns.status, 'running'), gt(jobRuns.leaseUntil, at)))
    .all()
  return alive.some((run) => isAlive(run, at))
}

/** When any job last ended well: UTC milliseconds. */
export function lastFinished(_me: Grant<'job.read'>, from: Source = reader()): number | undefined {
  return (
    from
      .select({ at: max(jobRuns.finishedAt) })
      .from(jobRuns)
      .where(eq(jobRuns.status, 'done'))
      .get()?.at ?? undefined
  )
}

/** How much there is that nobody needs any more, by kind; what there is none of is left out. */
export function listStale(_me: Grant<'job.tidy'>, at: number, from: Source = reader()) {
  return staleKinds.map((kind) => ({ kind, label: stale[kind].label, count: countStale(from, kind, at) })).filter(({ count }) => count > 0)
}

const lastRun = (job: string, from: Source) =>
  from.select().from(jobRuns).where(eq(jobRuns.job, job)).orderBy(desc(jobRuns.startedAt), desc(jobRuns.id)).limit(1).get()
