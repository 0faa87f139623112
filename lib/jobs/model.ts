import type { jobRuns } from '#db/schema/machine'
import { periodOf, previousOf } from './cron.ts'

export type JobRun = typeof jobRuns.$inferSelect
/** What the calendar says of a job: its name, how people call it, when it is due. */
export type Entry = { name: string; label: string; cron: string }

const MINUTE = 60_000
/** A run that has not said it is alive for this long is taken to be dead, and done again. */
export const LEASE_MS = 3 * MINUTE
export const RENEW_MS = MINUTE
/** A run that failed is tried again after a while, three times in all. */
export const RETRY_MS = 15 * MINUTE
export const MOST_ATTEMPTS = 3

/** A run somebody asked for stands in the ledger with this mark before its period, and nobody's lease. */
export const ASKED = 'asked '
export const askedPeriod = (at: number) => ASKED + new Date(at).toISOString()

/** The period that should be done by now; undefined for what lies before the company began, which was not missed. */
export function duePeriod(cron: string, at: number, since: number): string | undefined {
  const due = previousOf(cron, at)
  return due === undefined || since === 0 || due < since ? undefined : periodOf(cron, due)
}

/** Whether a period may be taken up now: never begun, begun by something that has died, or failed a while ago. */
export function mayClaim(run: Pick<JobRun, 'status' | 'attempts' | 'leaseUntil' | 'finishedAt'> | undefined, at: number): boolean {
  if (!run) return true
  if (run.status === 'done' || run.attempts >= MOST_ATTEMPTS) return false
  return run.status === 'running' ? run.leaseUntil <= at : (run.finishedAt ?? 0) + RETRY_MS <= at
}

export const isAlive = (run: Pick<JobRun, 'status' | 'leaseUntil'>, at: number) => run.status === 'running' && run.leaseUntil > at
