import { parentPort, workerData } from 'node:worker_threads'
import { batchOf } from './batch.ts'
import type { World } from './customer.ts'

parentPort!.on('message', ({ from, to }: { from: number; to: number }) => parentPort!.postMessage(batchOf(workerData as World, from, to)))
