import type { movesOf } from '#lib/tiers/queries-held'
import { Timeline } from '../ui/timeline.tsx'
import { evidenceText } from './evidence.ts'

/** How labels came and went, with the figures of the day. */
export function LabelHistory({ moves }: { moves: ReturnType<typeof movesOf> }) {
  if (moves.length === 0) return <p className="none">还没有变动</p>
  return (
    <Timeline
      items={moves.map(({ id, day, kind, tier, runId, evidence }) => ({
        id,
        at: day,
        datetime: day,
        meta: runId === null ? '人工设定' : '计算',
        href: runId === null ? undefined : `/analysis/tiers/runs/${runId}`,
        text: [`${kind === 'in' ? '得到' : '失去'}「${tier}」`, evidenceText(evidence)].filter(Boolean).join('：'),
        tone: kind === 'in' ? 'good' : 'warn',
      }))}
    />
  )
}
