import type { JobRun } from '#lib/jobs/model'
import { dayOf, timeOf } from '#lib/kernel/time'
import { LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'

const ID = 'backup-run'
const PATH = '/settings/backups'
const FRESH_MS = 5 * 60_000

/** What the last backup is doing or has come to: running, failed, or just done. */
export function BackupRun({ run, at }: { run?: JobRun; at: number }) {
  if (run?.status === 'running') return <Progress label="正在备份" text={`开始于 ${timeOf(run.startedAt)}`} poll={{ href: PATH, id: ID }} />
  const ended = run?.finishedAt ?? 0
  return (
    <div id={ID}>
      {run?.status === 'failed' && (
        <Notice tone="bad" title={`${dayOf(ended)} ${timeOf(ended)} 的备份未完成`} alert>
          {run.note}
        </Notice>
      )}
      {run?.status === 'done' && at - ended < FRESH_MS && (
        <Notice tone="good" title="备份已完成" deeds={<LinkButton href={PATH}>刷新列表</LinkButton>}>
          {run.note}
        </Notice>
      )}
    </div>
  )
}
