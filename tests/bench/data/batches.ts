import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Batch } from './batch.ts'
import type { World } from './customer.ts'
import type { TicketWorld } from './ticket.ts'

/** What is to be made: customers with their story, or tickets. */
export type Plan = { of: 'customers'; world: World } | { of: 'tickets'; world: TicketWorld }

const SIZE = 1000
const AHEAD = 3

/** All batches of so many things in their order, made ahead by as many threads as the machine has; the word index wants ascending ids. */
export async function* batchesOf(plan: Plan, total: number): AsyncGenerator<Batch> {
  const workers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL('./batch-worker.ts', import.meta.url), { workerData: plan }),
  )
  const count = Math.ceil(total / SIZE)
  const waiting = new Map<number, (batch: Batch) => void>()
  const made = new Map<number, Promise<Batch>>()
  let fail: (error: Error) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  for (const worker of workers) worker.on('message', (batch: Batch) => waiting.get(batch.from)?.(batch)).on('error', fail)
  const order = (n: number) => {
    if (n >= count) return
    const from = n * SIZE
    made.set(n, new Promise((resolve) => void waiting.set(from, resolve)))
    workers[n % workers.length]!.postMessage({ from, to: Math.min(from + SIZE, total) })
  }
  try {
    for (let n = 0; n < workers.length * AHEAD; n++) order(n)
    for (let n = 0; n < count; n++) {
      const batch = await Promise.race([made.get(n)!, failed])
      made.delete(n)
      waiting.delete(batch.from)
      order(n + workers.length * AHEAD)
      yield batch
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}
