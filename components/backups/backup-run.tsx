import type { JobRun } from '#lib/jobs/model'
import { dayOf, timeOf } from '#lib/kernel/time'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'

const ID = 'backup-run'
const PATH = '/settings/backups'
const FRESH_MS = 5 * 60_000

const polling = { 'hx-get': PATH, 'hx-trigger': 'every 2s', 'hx-select': `#${ID}`, 'hx-target': 'this', 'hx-swap': 'outerHTML' }

/** What the last backup is doing or has come to: running, failed, or just done; what stands below is renewed with it. */
export function BackupRun({ run, at, children }: { run?: JobRun; at: number; children: React.ReactNode }) {
  if (run?.status === 'running')
    return (
      <div id={ID} {...polling}>
        <Progress label="正在备份" text={`开始于 ${timeOf(run.startedAt)}`}>
          <noscript>
            <a href={PATH}>刷新进度</a>
          </noscript>
        </Progress>
        {children}
      </div>
    )
  const ended = run?.finishedAt ?? 0
  return (
    <div id={ID}>
      {run?.status === 'failed' && (
        <Notice tone="bad" title={`${dayOf(ended)} ${timeOf(ended)} 的备份未完成`} alert>
          {run.note}
        </Notice>
      )}
      {run?.status === 'done' && at - ended < FRESH_MS && (
        <Notice tone="good" title="备份已完成">
          {run.note}
        </Notice>
      )}
      {children}
    </div>
  )
}
