import Database from 'better-sqlite3'
import { today } from '#lib/kernel/time'
import { type Bar, bars } from './bars.ts'
import { type Figure, figure } from './measure.ts'
import { waitsDuring } from './probe.ts'

type Run = { status: string; startedAt: number; finishedAt: number; note: string }

const LOOK_MS = 100
const MOST_MS = 600_000

/** Puts the wish for a job into the ledger, where the server finds it when it starts, or within a minute. Returns its period. */
export function wishFor(file: string, job: string): string {
  const db = new Database(file, { fileMustExist: true, timeout: 10_000 })
  const period = `asked ${new Date().toISOString()}`
  db.prepare("insert into job_runs (job, period, status, attempts, started_at, lease_until) values (?, ?, 'running', 0, ?, ?)").run(
    job,
    period,
    Date.now(),
    Date.now(),
  )
  db.close()
  return period
}

/** Waits for a wished-for job and says how long it took and how long anybody had to wait for an answer meanwhile. */
export async function measureJob(base: string, file: string, job: string, period: string, bar?: Bar): Promise<Figure[]> {
  let run: Run | undefined
  const done = finished(file, job, period).then((one) => {
    run = one
  })
  const { longest, count } = await waitsDuring(base, done)
  if (!run) return [figure('jobs', job, undefined, 's', undefined, 'did not end in time')]
  return [
    figure('jobs', `${job}: duration`, (run.finishedAt - run.startedAt) / 1000, 's', bar, `${run.status}: ${run.note}`),
    figure('jobs', `${job}: longest wait for an answer`, longest, 'ms', bars.stall, `${count} requests`),
  ]
}

/** Waits until the server has done what the night left it to do. */
export async function atRest(file: string) {
  const db = new Database(file, { readonly: true })
  const busy = db.prepare("select count(*) from job_runs where status = 'running' and lease_until > ?").pluck()
  const until = Date.now() + MOST_MS
  while (Date.now() < until && busy.get(Date.now()) !== 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  db.close()
}

/** The same for a new edition of a month's complaint report (YYYY-MM), which the job finds waiting. */
export function wishForReport(file: string, month: string): string {
  const db = new Database(file, { fileMustExist: true, timeout: 10_000 })
  db.prepare(
    `insert into reports (kind, month, edition, scheduled, status, asked_at)
      select 'complaints', @month, coalesce(max(edition), 0) + 1, 0, 'waiting', @at from reports where month = @month`,
  ).run({ month, at: Date.now() })
  db.close()
  return wishFor(file, 'monthly-report')
}

/** The same for everybody's labels (立即计算). */
export function wishForTiers(file: string): string {
  const db = new Database(file, { fileMustExist: true, timeout: 10_000 })
  db.prepare("insert into tier_runs (kind, status, day, rules, asked_at) values ('asked', 'waiting', @day, '[]', @at)").run({
    day: today(),
    at: Date.now(),
  })
  db.close()
  return wishFor(file, 'tiers')
}

async function finished(file: string, job: string, period: string): Promise<Run | undefined> {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  const find = db.prepare(
    'select status, started_at as startedAt, finished_at as finishedAt, note from job_runs where job = ? and period = ?',
  )
  const until = performance.now() + MOST_MS
  try {
    while (performance.now() < until) {
      const run = find.get(job, period) as Run | undefined
      if (run && run.status !== 'running') return run
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
    return undefined
  } finally {
    db.close()
  }
}
