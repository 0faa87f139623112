import { parentPort, workerData } from 'node:worker_threads'
import { executeOnce } from '../execute.ts'
import { deeds } from './deeds.ts'
import type { Order } from './in-worker.ts'
import { type Outcome, outcomeOf } from './words.ts'

const { deed, key, actor, input } = workerData as Order

parentPort?.postMessage(carryOut())

function carryOut(): Outcome {
  try {
    return { kind: 'done', id: executeOnce(key, deeds[deed] as never, actor, input as never) }
  } catch (error) {
    return outcomeOf(error)
  }
}
