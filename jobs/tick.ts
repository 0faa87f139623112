import { logError } from '#lib/door/log'
import { execute } from '#lib/execute'
import { finishRun } from '#lib/jobs/commands'
import { duePeriod, mayClaim } from '#lib/jobs/model'
import { findRun, listAbandoned } from '#lib/jobs/queries'
import { now } from '#lib/kernel/time'
import { readSettings } from '#lib/settings/queries'
import { runJob } from './run.ts'
import type { Job } from './schedule.ts'

export type Running = Map<string, Promise<unknown>>

/** Compares the calendar with the ledger and starts what is due, asked for or left undone; a job that is at work here is left alone. */
export function tick(jobs: readonly Job[], running: Running, signal: AbortSignal) {
  const at = now()
  for (const job of jobs) {
    const period = running.has(job.name) || signal.aborted ? undefined : wanted(job, at)
    if (period === undefined) continue
    const run = runJob(job, { period, at, signal })
      .catch(logError)
      .then((outcome) => {
        running.delete(job.name)
        if (outcome && isAsked()) tick(jobs, running, signal)
      })
      .catch(logError)
    running.set(job.name, run)
  }
}

// What a job has asked of another need not wait for the next minute.
const isAsked = () => listAbandoned(now()).some(({ attempts }) => attempts === 0)

/** The one period of a job to take up now: what was begun or asked for first, then the latest that is due. */
function wanted(job: Job, at: number): string | undefined {
  const open = listAbandoned(at).filter((run) => run.job === job.name)
  for (const run of open.filter((one) => !mayClaim(one, at))) close(run)
  const undone = open.find((run) => mayClaim(run, at))
  if (undone) return undone.period
  const due = duePeriod(job.cron, at, readSettings().setUpAt)
  return due !== undefined && mayClaim(findRun(job.name, due), at) ? due : undefined
}

function close({ job, period }: { job: string; period: string }) {
  execute(finishRun, { job }, { job, period, status: 'failed', note: '多次中断，不再重试' })
}
