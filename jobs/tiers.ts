import { turnToWrite, writable } from '#lib/aside/gate'
import { logError } from '#lib/door/log'
import { execute } from '#lib/execute'
import { ASKED } from '#lib/jobs/model'
import { grant } from '#lib/kernel/grant'
import { dayOf } from '#lib/kernel/time'
import { workOutInWorker } from '#lib/tiers/in-worker'
import { findRun, listUnderWay } from '#lib/tiers/queries'
import { applyTierMoves, beginTierRun, failTierRun, finishTierRun, openTierRun, writeTierRun } from '#lib/tiers/runs'
import type { Run as Due } from './schedule.ts'

const actor = { job: 'tiers' }
const me = grant(actor, 'tier.finish')
const AT_ONCE = 300

/** Works out everybody's labels for the day (S0-52), and whatever was asked for by hand, tried, applied or broken off; one after the other. */
export async function labelCustomers({ at, period, signal }: Due): Promise<string> {
  if (!period.startsWith(ASKED)) execute(openTierRun, actor, { day: dayOf(at) })
  const done: string[] = []
  const failures: unknown[] = []
  const tried = new Set<number>()
  for (let run = next(tried); run; run = next(tried)) {
    tried.add(run.id)
    try {
      done.push(await carryOut(run.id, signal))
    } catch (error) {
      // Cut short by the end of the process: it goes on with the next one.
      signal.throwIfAborted()
      await writable()
      execute(failTierRun, actor, { id: run.id, note: (error instanceof Error ? error.message : String(error)).slice(0, 300) })
      // Of a trial its page tells; what fails by night the administrators must know.
      if (run.kind === 'trial') logError(error)
      else failures.push(error)
    }
  }
  for (const error of failures.slice(1)) logError(error)
  if (failures.length > 0) throw failures[0]
  return done.join('；') || '没有需要计算的'
}

const next = (tried: ReadonlySet<number>) => listUnderWay(me).find(({ id }) => !tried.has(id))

async function carryOut(id: number, signal: AbortSignal): Promise<string> {
  execute(beginTierRun, actor, { id })
  const { kind, day, rules, counts } = findRun(me, id)
  if (kind === 'applied') return applyMoves(id, signal)
  const order = { runId: id, day, tiers: rules, changed: kind === 'trial' ? (counts.changed ?? []) : undefined }
  const result = await workOutInWorker(order, signal, async (portion) => {
    await turnToWrite()
    execute(writeTierRun, actor, { id, ...portion })
  })
  await writable()
  execute(finishTierRun, actor, { id, result })
  return `${day} ${result.customers} 位客户`
}

async function applyMoves(id: number, signal: AbortSignal): Promise<string> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    signal.throwIfAborted()
    const change = execute(applyTierMoves, actor, { id, after, most: AT_ONCE }) as { after?: { id: number } } | undefined
    after = change?.after?.id
    await turnToWrite()
  }
  execute(finishTierRun, actor, { id })
  return '应用试算'
}
