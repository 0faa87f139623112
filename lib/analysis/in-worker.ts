import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Contents } from '../reports/model.ts'
import type { Message, Order } from './orders.ts'

const MEMORY_MB = 1536

/** Works all figures out in a thread of its own, as of a moment: what it says, one after the other; ends at once when the process wants to end. */
export const workOutInWorker = (at: number, signal: AbortSignal) => messagesOf({ kind: 'workOut', at }, signal)

/** The figures as PDF, with who took them away and when at the foot of every page. */
export async function printInWorker(contents: Contents, at: number, mark: string): Promise<Uint8Array> {
  for await (const message of messagesOf({ kind: 'print', contents, at, mark })) if (message.kind === 'printed') return message.bytes
  throw new Error('analysis-worker printed nothing')
}

async function* messagesOf(order: Order, signal?: AbortSignal): AsyncGenerator<Exclude<Message, { kind: 'failure' }>> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'], ...(signal && { signal }) }) as AsyncIterable<[Message]>) {
      if (message.kind === 'failure') throw new Error(message.message)
      yield message
      if (message.kind === 'done' || message.kind === 'printed') return
      if (message.kind !== 'progress') worker.postMessage('on')
    }
    throw new Error('analysis-worker ended early')
  } finally {
    await worker.terminate()
  }
}
