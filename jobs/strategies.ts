import { execute } from '#lib/execute'
import { grant } from '#lib/kernel/grant'
import { dayOf } from '#lib/kernel/time'
import type { Strategy } from '#lib/strategies/model'
import { MOST_AT_ONCE, pushStrategy } from '#lib/strategies/push'
import { listRunning } from '#lib/strategies/queries'
import { listReached } from '#lib/strategies/sums'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'strategies' }
const me = grant(actor, 'strategy.push')
const PAGE = 400
const AT_ONCE = 20

/** Pushes every strategy that runs to those of its label whom it has not reached in this period (S0-15, S0-55); twice a period is once. */
export async function pushStrategies({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  let pushed = 0
  await inSlices(portions(at), signal, ({ id, customerIds }) => {
    if (customerIds.length === 0) return
    const done = execute(pushStrategy, actor, { id, customerIds, at })
    pushed += done?.after.pushed ?? 0
  })
  return `推送 ${pushed} 条`
}

function* portions(at: number) {
  for (const strategy of listRunning(me, dayOf(at))) yield* portionsOf(strategy, at)
}

// An empty portion after each page, so that others get their turn where everybody was reached before.
function* portionsOf(strategy: Strategy, at: number) {
  for (let mark: number | undefined = 0; mark !== undefined; ) {
    const page: { ids: number[]; next: number | undefined } = listReached(me, strategy, { at, mark, limit: PAGE })
    for (let from = 0; from <= page.ids.length; from += AT_ONCE)
      yield { id: strategy.id, customerIds: page.ids.slice(from, from + Math.min(AT_ONCE, MOST_AT_ONCE)) }
    mark = page.next
  }
}
