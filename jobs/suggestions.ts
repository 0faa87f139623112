import { turnToWrite } from '#lib/aside/gate'
import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { tellAskers } from '#lib/suggestions/commands'
import { listUntold } from '#lib/suggestions/sums'
import type { Run } from './schedule.ts'

const actor = { job: 'suggestions' }

/** Goes on with to-dos for customers that asked for an idea, a portion at a time: beyond the first two hundred, and for who came back from the bin (N-16). */
export async function planTelling({ signal }: Pick<Run, 'signal'>): Promise<string> {
  let told = 0
  for (const id of listUntold(grant(actor, 'idea.tell')))
    for (let last = -1; last !== 0 && !signal.aborted; await turnToWrite()) {
      last = (execute(tellAskers, actor, { id }) as { after: { told?: number } } | undefined)?.after.told ?? 0
      told += last
    }
  return told === 0 ? '没有要告知的客户' : `安排告知 ${told} 位客户`
}
