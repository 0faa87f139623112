import { and, inArray, lt, ne, not, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Source, Tx } from '#db/client'
import { auditLog } from '#db/schema/audit'
import { importJobs, importRows } from '#db/schema/imports'
import { jobRuns, notifications } from '#db/schema/machine'
import { loginFailures, sessions } from '#db/schema/people'
import { onceKeys } from '#db/schema/settings'
import { tierMoves, tierRuns } from '#db/schema/tiers'
import { literal } from '#db/statements'
import { DAY } from '../kernel/time.ts'

type Stale = { label: string; table: SQLiteTable; where: (at: number) => SQL | undefined }

export const staleKinds = [
  'onceKeys',
  'sessions',
  'loginFailures',
  'importRows',
  'notifications',
  'jobRuns',
  'trialMoves',
  'trials',
] as const
export type StaleKind = (typeof staleKinds)[number]

const ended = inArray(importJobs.status, ['done', 'cancelled', 'failed'])
const waiting = inArray(importJobs.status, ['mapping', 'checked'])
// Whatever somebody does with an import leaves an audit row.
const touchedSince = (moment: number) =>
  sql`exists (select 1 from ${auditLog} where ${auditLog.entity} = 'import' and ${auditLog.entityId} = ${importJobs.id} and ${auditLog.at} >= ${moment})`

// Sheets hold names and numbers of people: 30 days to mend what was refused or to go on, then nothing of them is kept.
const untouched = (at: number) => and(waiting, lt(importJobs.createdAt, at - 30 * DAY), not(touchedSince(at - 30 * DAY)))
const finished = (at: number) => and(ended, lt(sql`coalesce(${importJobs.finishedAt}, ${importJobs.createdAt})`, at - 30 * DAY))
// Given up before anything came in, or never wholly uploaded: nobody can go on with it.
const givenUp = sql`${importJobs.imported} = 0 and (${importJobs.status} = 'cancelled' or (${importJobs.status} = 'failed' and ${importJobs.valid} + ${importJobs.refused} + ${importJobs.duplicate} = 0))`
const oldImports = (at: number) => sql`(select ${importJobs.id} from ${importJobs} where ${or(givenUp, finished(at), untouched(at))})`

// A trial is good for a week; one that was left or failed shows nothing any more.
const oldTrial = (at: number) =>
  sql`${tierRuns.kind} = 'trial' and ${tierRuns.status} in ('ready', 'failed', 'dropped') and (${tierRuns.status} = 'dropped' or ${tierRuns.askedAt} < ${at - 7 * DAY})`
const isEmpty = sql`not exists (select 1 from ${tierMoves} where ${tierMoves.runId} = ${tierRuns.id})`

/** What is no longer needed, and from when on. */
export const stale: Record<StaleKind, Stale> = {
  onceKeys: { label: '表单凭据', table: onceKeys, where: (at) => lt(onceKeys.at, at - 2 * DAY) },
  sessions: { label: '过期会话', table: sessions, where: (at) => lt(sessions.expiresAt, at - 30 * DAY) },
  loginFailures: {
    label: '登录失败计数',
    table: loginFailures,
    where: (at) => and(lt(loginFailures.firstAt, at - 2 * DAY), lt(loginFailures.blockedUntil, at)),
  },
  importRows: {
    label: '过期的表格行',
    table: importRows,
    where: (at) => inArray(importRows.jobId, oldImports(at)),
  },
  notifications: {
    label: '已读通知',
    table: notifications,
    where: (at) => lt(notifications.readAt, at - 90 * DAY),
  },
  trialMoves: {
    label: '过期的试算',
    table: tierMoves,
    where: (at) => sql`${tierMoves.runId} in (select ${tierRuns.id} from ${tierRuns} where ${oldTrial(at)})`,
  },
  trials: { label: '试算记录', table: tierRuns, where: (at) => and(oldTrial(at), isEmpty) },
  jobRuns: { label: '任务记录', table: jobRuns, where: (at) => and(ne(jobRuns.status, 'running'), lt(jobRuns.startedAt, at - 90 * DAY)) },
}

export function countStale(from: Source, kind: StaleKind, at: number): number {
  const { table, where } = stale[kind]
  return from.get<{ n: number }>(sql`select count(*) as n from ${table} where ${where(at)}`)?.n ?? 0
}

export function deleteStale(tx: Tx, kind: StaleKind, at: number, limit: number) {
  const { table, where } = stale[kind]
  if (kind === 'importRows') giveUpUntouched(tx, at)
  tx.run(sql`delete from ${table} where rowid in (select rowid from ${table} where ${where(at)} limit ${literal(limit)})`)
}

// Without its records an import cannot go on; without a day of its end it stays stale by its beginning until all of them are gone.
const giveUpUntouched = (tx: Tx, at: number) => void tx.update(importJobs).set({ status: 'cancelled' }).where(untouched(at)).run()
