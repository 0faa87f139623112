import { parentPort, workerData } from 'node:worker_threads'
import { type Answer, answersTo } from './answers.ts'
import { readHere } from './sums.ts'
import type { Order } from './working-out.ts'

const answers = answersTo(workerData as Order, readHere())

parentPort?.on('message', () => parentPort?.postMessage(next()))

function next(): Answer {
  try {
    return answers.next().value
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}
