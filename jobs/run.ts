import { isShut, writable } from '#lib/aside/gate'
import { log, logError } from '#lib/door/log'
import { execute } from '#lib/execute'
import { claimRun, finishRun, renewRun } from '#lib/jobs/commands'
import { RENEW_MS } from '#lib/jobs/model'
import { Conflict } from '#lib/kernel/errors'
import { grant } from '#lib/kernel/grant'
import { dayOf, now } from '#lib/kernel/time'
import { raiseNotification } from '#lib/notifications/commands'
import { listAdministrators } from '#lib/notifications/queries'
import type { Job } from './schedule.ts'

export type Outcome = { status: 'done' | 'failed'; note: string }
type What = { period: string; at: number; signal: AbortSignal; again?: boolean }

/** Claims a period of a job, does it, and closes it in the ledger; undefined where the period is not to be had. The one place where a job's errors are caught. */
export async function runJob(job: Job, { period, at, signal, again }: What): Promise<Outcome | undefined> {
  await writable()
  if (!claim(job, period, again)) return undefined
  const key = { job: job.name, period }
  const alive = setInterval(() => isShut() || quietly(() => execute(renewRun, { job: job.name }, key)), RENEW_MS)
  const outcome = await outcomeOf(job, { period, at, signal })
  clearInterval(alive)
  await writable()
  // Cut short by the end of the process: the next one does it again, at once.
  if (!outcome) {
    quietly(() => execute(renewRun, { job: job.name }, { ...key, brokenOff: true }))
    return undefined
  }
  quietly(() => execute(finishRun, { job: job.name }, { ...key, ...outcome }))
  if (outcome.status === 'failed') quietly(() => tellAdministrators(job, outcome.note))
  log.info({ job: job.name, period, ...outcome }, 'job')
  return outcome
}

function claim(job: Job, period: string, again = false): boolean {
  try {
    execute(claimRun, { job: job.name }, { job: job.name, period, again })
    return true
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}

async function outcomeOf(job: Job, run: Omit<What, 'again'>): Promise<Outcome | undefined> {
  try {
    return { status: 'done', note: await job.run(run) }
  } catch (error) {
    if (run.signal.aborted) return undefined
    logError(error)
    return { status: 'failed', note: error instanceof Error ? error.message : String(error) }
  }
}

// Once a job and day: what fails every five minutes is said once.
function tellAdministrators(job: Job, note: string) {
  const actor = { job: job.name }
  const message = {
    key: `failed:${job.name}:${dayOf(now())}`,
    kind: 'machine',
    title: `${job.label}未完成：${note.slice(0, 300)}`,
    href: hrefOf(job),
  } as const
  for (const { id } of listAdministrators(grant(actor, 'notification.raise'))) execute(raiseNotification, actor, { ...message, userId: id })
}

const hrefOf = (job: Job) => (job.name === 'backup' ? '/settings/backups' : '/settings/system')

// The ledger may be out of reach, too, when the disk is full: that is logged, and the lease runs out.
function quietly(work: () => void) {
  try {
    work()
  } catch (error) {
    logError(error)
  }
}
