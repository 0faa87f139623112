import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/client'
import { jobRuns } from '#db/schema/machine'
import { askedPeriod } from '../jobs/model.ts'
import { now } from '../kernel/time.ts'

/** The job that pushes. */
export const JOB = 'strategies'

/** Asks the machine to push now and not only tonight; a wish that still waits is enough. */
export function wakePushes(tx: Tx) {
  const waiting = and(eq(jobRuns.job, JOB), eq(jobRuns.status, 'running'), eq(jobRuns.attempts, 0))
  if (tx.select({ id: jobRuns.id }).from(jobRuns).where(waiting).get()) return
  const at = now()
  const wish = { job: JOB, period: askedPeriod(at), status: 'running', attempts: 0, startedAt: at, leaseUntil: at } as const
  tx.insert(jobRuns).values(wish).onConflictDoNothing().run()
}
