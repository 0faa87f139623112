import { execute } from '#lib/execute'
import { tidyUp } from '#lib/jobs/commands'
import { listStale } from '#lib/jobs/queries'
import { grant } from '#lib/kernel/grant'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'tidy' }
const LIMIT = 200

/** Deletes what nobody needs any more, a few rows at a time. */
export async function tidy({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  const found = listStale(grant(actor, 'job.tidy'), at)
  const slices = found.flatMap(({ kind, count }) => Array.from({ length: Math.ceil(count / LIMIT) }, () => kind))
  await inSlices(slices, signal, (kind) => execute(tidyUp, actor, { kind, at, limit: LIMIT }))
  return found.length > 0 ? found.map(({ label, count }) => `${label} ${count}`).join('，') : '没有需要清理的'
}
