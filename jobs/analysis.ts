import { setTimeout } from 'node:timers/promises'
import { finishAnalysis, keepAnalysisRows, keepRisks, tidyAnalysis } from '#lib/analysis/commands'
import { workOutInWorker } from '#lib/analysis/in-worker'
import type { Listed } from '#lib/analysis/lists'
import { noteProgress } from '#lib/analysis/progress'
import { countOld } from '#lib/analysis/queries'
import type { Figured, Risk } from '#lib/analysis/work-out'
import { execute } from '#lib/execute'
import { findOpenRun } from '#lib/jobs/queries'
import { grant } from '#lib/kernel/grant'
import { now } from '#lib/kernel/time'
import type { Run } from './schedule.ts'
import { inSlices } from './slices.ts'

const actor = { job: 'analysis' }
const me = grant(actor, 'analysis.tidy')
const LIMIT = 50
const RISKS = 500
const PATIENCE_S = 120

/** Works the figures of all customers out anew, for the house and each department (S2-12, W-38); what was there stays until it is whole. */
export async function analyse({ at, signal }: Pick<Run, 'at' | 'signal'>): Promise<string> {
  await afterLabels(signal)
  const made = Math.max(at, now())
  const figures: { day: string; parts: Figured[] } = { day: '', parts: [] }
  let customers = 0
  try {
    for await (const message of workOutInWorker(at, signal)) {
      if (message.kind === 'progress') {
        customers = message.done
        noteProgress(message)
      } else if (message.kind === 'rows') await keep(made, message.rows, signal)
      else if (message.kind === 'figures') {
        Object.assign(figures, { day: message.day, parts: message.parts })
        await keepAtRisk(made, message.risks, signal)
      }
    }
    await finish(made, figures, signal)
  } finally {
    noteProgress(undefined)
  }
  await inSlices(old(made), signal, () => execute(tidyAnalysis, actor, { at: made, limit: LIMIT }))
  return `${figures.day}，客户 ${customers.toLocaleString('en-US')} 位`
}

// Labels that are being worked out come first: the figures by label then speak of the same day.
async function afterLabels(signal: AbortSignal) {
  for (let waited = 0; waited < PATIENCE_S && findOpenRun('tiers'); waited++) await setTimeout(1000, undefined, { signal })
}

const keep = (made: number, rows: Listed[], signal: AbortSignal) =>
  inSlices(lots(rows, LIMIT), signal, (lot) => execute(keepAnalysisRows, actor, { made, rows: lot }))

const keepAtRisk = (made: number, risks: Risk[], signal: AbortSignal) =>
  inSlices(lots(risks, RISKS), signal, (rows) => execute(keepRisks, actor, { made, rows }))

// A scope at a time: its parts are always of one working-out.
function finish(made: number, { day, parts }: { day: string; parts: Figured[] }, signal: AbortSignal) {
  const told = parts.map(({ scope, part, figures }) => ({ scope, part, figures: JSON.stringify(figures) }))
  const scopes = [
    ...Map.groupBy(told, ({ scope, part }) => (part.startsWith('goods.') ? `goods ${part[6] ?? ''}` : String(scope))).values(),
  ]
  return inSlices(scopes, signal, (some) => execute(finishAnalysis, actor, { at: made, day, parts: some }))
}

function* old(at: number) {
  while (countOld(me, at) > 0) yield at
}

function* lots<T>(all: T[], size: number) {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}
