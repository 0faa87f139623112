import { setImmediate } from 'node:timers/promises'
import { writer } from '#db/client'
import { refreshAnalysis } from '#lib/analysis/commands'
import { JOB } from '#lib/analysis/model'
import { markDemo, removeDemo } from '#lib/demo/commands'
import { type DemoAccount, hasDemo, isDemoComplete, listDemoAccounts } from '#lib/demo/queries'
import { execute } from '#lib/execute'
import { wakeJobs } from '#lib/jobs/calendar'
import { findOpenRun } from '#lib/jobs/queries'
import { asOf, DAY } from '#lib/kernel/time'
import { hashPassword } from '#lib/sessions/passwords'
import type { Deed } from './deed.ts'
import { hire, machine } from './people.ts'
import { perform } from './perform.ts'
import { plotOf } from './plot.ts'
import { nothing, type Stage, stageFor } from './stage.ts'

const SLICE_MS = 25
const FOUNDED_DAYS_AGO = 560

let loading: Promise<DemoAccount[]> | undefined

/**
 * Tells the demo company into the database, up to `now` (UTC milliseconds): ten accounts with one password that is final, some
 * 120 customers, a year and a half. A database that has it stays as it is; a telling that was cut off is told anew.
 * Returns the demo accounts. Gives way to other work all the time.
 */
export function loadDemo(wanted: { password: string; now: number }): Promise<DemoAccount[]> {
  loading ??= load(wanted).finally(() => {
    loading = undefined
  })
  return loading
}

async function load({ password, now }: { password: string; now: number }): Promise<DemoAccount[]> {
  if (hasDemo() && isDemoComplete()) return listDemoAccounts()
  if (hasDemo()) execute(removeDemo, machine, {})
  const staff = hire(await hashPassword(password), now - FOUNDED_DAYS_AGO * DAY)
  await tell(stageFor(staff), plotOf(now))
  execute(markDemo, machine, { complete: true })
  if (!findOpenRun(JOB)) execute(refreshAnalysis, machine, {})
  wakeJobs()
  return listDemoAccounts()
}

async function tell(stage: Stage, deeds: Deed[]) {
  for (let next = 0; next < deeds.length; ) {
    next = tellSlice(stage, deeds, next)
    await setImmediate()
  }
}

// One transaction a slice: it is marked as demo before anybody sees it, and the disk is asked once instead of for each deed.
function tellSlice(stage: Stage, deeds: Deed[], from: number): number {
  const until = performance.now() + SLICE_MS
  const slice = () => {
    let next = from
    do {
      const deed = deeds[next++]!
      asOf(deed.at, () => perform(stage, deed))
    } while (next < deeds.length && performance.now() < until)
    execute(markDemo, machine, stage.made)
    return next
  }
  const next = writer().transaction(slice, { behavior: 'immediate' })
  stage.made = nothing()
  return next
}
