import type { Run } from '#lib/tiers/model'
import { runKindLabels, runStatusLabels } from '#lib/tiers/words'
import { Progress } from '../ui/progress.tsx'

export type RunState = Pick<Run, 'kind' | 'status' | 'customers'>

/** How far a run has come; `last` is how many customers the one before came to, and about how far there is to go. */
export function RunProgress({ run, last = 0 }: { run: RunState; last?: number }) {
  const known = run.status === 'working' && run.customers > 0 && run.customers <= last
  return (
    <Progress
      label={run.kind === 'trial' ? '正在试算' : runKindLabels[run.kind]}
      value={known ? run.customers : undefined}
      max={known ? last : undefined}
      text={`${runStatusLabels[run.status]}${run.customers > 0 ? `，已比对 ${run.customers.toLocaleString('en-US')} 位客户` : ''}`}
    />
  )
}
