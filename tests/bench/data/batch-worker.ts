import { parentPort, workerData } from 'node:worker_threads'
import { batchOf } from './batch.ts'
import type { Plan } from './batches.ts'
import { ticketBatchOf } from './ticket-batch.ts'

const plan = workerData as Plan
const made = (from: number, to: number) => (plan.of === 'tickets' ? ticketBatchOf(plan.world, from, to) : batchOf(plan.world, from, to))

parentPort!.on('message', ({ from, to }: { from: number; to: number }) => parentPort!.postMessage(made(from, to)))
