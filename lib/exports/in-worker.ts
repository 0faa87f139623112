import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Message, Order, Word } from './messages.ts'

const MEMORY_MB = 1024
/** So many at once: each has its own memory, and the office has two cores. */
const AT_ONCE = 2
let running = 0

export type Prepared = Awaited<ReturnType<typeof prepareExport>>

export const isBusy = () => running >= AT_ONCE

/**
 * Begins an export in a thread and on a connection of its own, held to one moment: `count` is what it will hold. `bytes` writes it under a
 * watermark, as fast as somebody takes it; `end` gives it up. Whoever has called this calls one of the two.
 */
export async function prepareExport(order: Order) {
  running++
  const worker = new Worker(new URL('./export-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  worker.once('exit', () => running--)
  const end = () => void worker.terminate()
  const say = (word: Word) => worker.postMessage(word)
  try {
    const first = await messageFrom(worker)
    if (first.kind !== 'count') throw new Error('export-worker began without a count')
    return { count: first.count, end, bytes: (note: string) => bytesFrom(worker, say, note) }
  } catch (error) {
    end()
    throw error
  }
}

async function* bytesFrom(worker: Worker, say: (word: Word) => void, note: string): AsyncGenerator<Uint8Array> {
  try {
    for (let word: Word = { note }; ; word = 'on') {
      const answer = messageFrom(worker)
      say(word)
      const message = await answer
      if (message.kind !== 'bytes') return
      yield message.bytes
    }
  } finally {
    await worker.terminate()
  }
}

/** The thread's next message; a thread that fails or ends instead is an error. */
async function messageFrom(worker: Worker): Promise<Message> {
  const over = new AbortController()
  const { signal } = over
  const ended = once(worker, 'exit', { signal }).then(([code]) => Promise.reject(new Error(`export-worker ended early with code ${code}`)))
  const heard = once(worker, 'message', { signal }).then(([message]) => message as Message)
  return Promise.race([heard, ended]).finally(() => over.abort())
}
