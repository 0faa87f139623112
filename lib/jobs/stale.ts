import { and, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Source, Tx } from '#db/client'
import { importJobs, importRows } from '#db/schema/imports'
import { jobRuns, notifications } from '#db/schema/machine'
import { loginFailures, sessions } from '#db/schema/people'
import { onceKeys } from '#db/schema/settings'
import { DAY } from '../kernel/time.ts'

type Stale = { label: string; table: SQLiteTable; where: (at: number) => SQL | undefined }

export const staleKinds = ['onceKeys', 'sessions', 'loginFailures', 'importRows', 'notifications', 'jobRuns'] as const
export type StaleKind = (typeof staleKinds)[number]

// An import's accepted records stand in the customers by then; the refused ones stay, to be mended.
const oldImports = (at: number) =>
  sql`(select ${importJobs.id} from ${importJobs} where ${and(eq(importJobs.status, 'done'), lt(importJobs.finishedAt, at - 30 * DAY))})`

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
    label: '已导入的表格行',
    table: importRows,
    where: (at) => and(inArray(importRows.jobId, oldImports(at)), eq(importRows.verdict, 'imported')),
  },
  notifications: {
    label: '已读通知',
    table: notifications,
    where: (at) => lt(notifications.readAt, at - 90 * DAY),
  },
  jobRuns: { label: '任务记录', table: jobRuns, where: (at) => and(ne(jobRuns.status, 'running'), lt(jobRuns.startedAt, at - 90 * DAY)) },
}

export function countStale(from: Source, kind: StaleKind, at: number): number {
  const { table, where } = stale[kind]
  return from.get<{ n: number }>(sql`select count(*) as n from ${table} where ${where(at)}`)?.n ?? 0
}

export function deleteStale(tx: Tx, kind: StaleKind, at: number, limit: number) {
  const { table, where } = stale[kind]
  tx.run(sql`delete from ${table} where rowid in (select rowid from ${table} where ${where(at)} limit ${limit})`)
}
