import { parentPort, workerData } from 'node:worker_threads'
import { makeInThisThread, type Order } from './make.ts'

try {
  parentPort?.postMessage({ made: makeInThisThread(workerData as Order) })
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  parentPort?.postMessage({ failure: { code, message: message ?? String(error) } })
}
