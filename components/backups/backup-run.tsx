import type { JobRun } from '#lib/jobs/model'
import { dayOf, timeOf } from '#lib/kernel/time'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'

const ID = 'backups'
const PATH = '/settings/backups'
const FRESH_MS = 5 * 60_000
const polling = { 'hx-get': PATH, 'hx-trigger': 'every 2s', 'hx-select': `#${ID}`, 'hx-target': 'this', 'hx-swap': 'outerHTML' }

/** What is renewed as long as a backup runs: the whole page, for its numbers change with it. */
export function WhileRunning({ run, children }: { run?: JobRun; children: React.ReactNode }) {
  return (
    <div id={ID} {...(run?.status === 'running' && polling)}>
      {children}
    </div>
  )
}

/** What the last backup is doing or has come to: running, failed, or just done. */
export function BackupRun({ run, at }: { run?: JobRun; at: number }) {
  if (run?.status === 'running')
    return (
      <Progress label="正在备份" text={`开始于 ${timeOf(run.startedAt)}`}>
        <noscript>
          <a href={PATH}>刷新进度</a>
        </noscript>
      </Progress>
    )
  const ended = run?.finishedAt ?? 0
  if (run?.status === 'failed')
    return (
      <Notice tone="bad" title={`${dayOf(ended)} ${timeOf(ended)} 的备份未完成`} alert>
        {run.note}
      </Notice>
    )
  if (run?.status !== 'done' || at - ended >= FRESH_MS) return null
  return (
    <Notice tone="good" title="备份已完成">
      {run.note}
    </Notice>
  )
}
