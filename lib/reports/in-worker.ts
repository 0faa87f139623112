import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Snapshot } from './model.ts'
import type { Answer, Made, Order } from './orders.ts'
import type { Wanted } from './snapshot.ts'

const MEMORY_MB = 1024

/** Works a month out and writes it as PDF and XLSX beside the other files, not yet among them; ends at once when the process wants to end. */
export async function makeInWorker(wanted: Wanted, data: string, signal: AbortSignal): Promise<Made> {
  const answer = await answerTo({ kind: 'make', wanted, data }, signal)
  if (!('made' in answer)) throw new Error('report-worker made nothing')
  return answer.made
}

/** A frozen report as PDF, with who took it away and when at the foot of every page (N-14). */
export async function printInWorker(snapshot: Snapshot, mark: string): Promise<Uint8Array> {
  const answer = await answerTo({ kind: 'print', snapshot, mark })
  if (!('printed' in answer)) throw new Error('report-worker printed nothing')
  return answer.printed
}

async function answerTo(order: Order, signal?: AbortSignal): Promise<Answer> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./report-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  const over = new AbortController()
  const ended = once(worker, 'exit', { signal: over.signal }).then(([code]) =>
    Promise.reject(new Error(`report-worker ended early with code ${code}`)),
  )
  const stop = () => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const heard = once(worker, 'message', { signal: over.signal }).then(([message]) => message as Answer)
    const answer = await Promise.race([heard, ended])
    if ('failure' in answer) throw new Error(answer.failure)
    return answer
  } finally {
    over.abort()
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
