import cron from 'node-cron'
import { closeClients } from '#db/client'
import { onStop } from '#lib/door/closers'
import { reportHealth } from '#lib/door/health'
import { logError } from '#lib/door/log'
import { processWide } from '#lib/door/process-wide'
import { resumeImports } from '#lib/imports/run'
import { announce } from '#lib/jobs/calendar'
import { ZONE } from '#lib/kernel/time'
import { lastBackup, lastJob } from './health.ts'
import { takeUpRestore } from './restored.ts'
import { schedule } from './schedule.ts'
import { type Running, tick } from './tick.ts'

const PATIENCE_MS = 30_000
const started = processWide('jobs', () => ({ once: false }))

/** Starts what the machine does by itself: a look at calendar and ledger now, and every minute. Once a process, however often it is called. */
export function start() {
  if (started.once) return
  started.once = true
  const running: Running = new Map()
  const stop = new AbortController()
  const look = () => guarded(() => tick(schedule, running, stop.signal))
  const clock = cron.schedule('* * * * *', look, { timezone: ZONE, suppressMissedWarning: true })
  announce(schedule, look)
  reportHealth('lastJob', lastJob)
  reportHealth('lastBackup', lastBackup)
  // Closed in the reverse order: the jobs end before the connections do.
  onStop('database', closeClients)
  onStop('jobs', async () => {
    await clock.destroy()
    stop.abort()
    await within(PATIENCE_MS, Promise.all(running.values()))
  })
  guarded(takeUpRestore)
  // What a sudden end broke off goes on where it stood.
  void resumeImports().catch(logError)
  look()
}

// A tick that fails, as when the disk is full, is logged; the next one looks again.
function guarded(work: () => void) {
  try {
    work()
  } catch (error) {
    logError(error)
  }
}

function within(ms: number, work: Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  return Promise.race([work, patience]).finally(() => clearTimeout(timer))
}
