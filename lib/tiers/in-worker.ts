import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Answer } from './answers.ts'
import type { Order } from './working-out.ts'

const MEMORY = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16 }
type Portion = Extract<Answer, { portion: unknown }>['portion']
type Result = Extract<Answer, { result: unknown }>['result']

/** Works labels out in a thread of its own and hands the portions over one by one, the next being made while one is written; ends at once when the process wants to end. */
export async function workOutInWorker(order: Order, signal: AbortSignal, write: (portion: Portion) => Promise<void>): Promise<Result> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./tier-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: MEMORY,
  })
  const over = new AbortController()
  const ended = once(worker, 'exit', { signal: over.signal }).then(([code]): never => {
    throw new Error(`tier-worker ended early with code ${code}`)
  })
  ended.catch(() => {})
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  const ask = () => {
    const heard = once(worker, 'message', { signal: over.signal }).then(([message]) => message as Answer)
    heard.catch(() => {})
    worker.postMessage('next')
    return Promise.race([heard, ended])
  }
  try {
    let answer = await ask()
    while (!('result' in answer)) {
      if ('failure' in answer) throw new Error(answer.failure)
      if ('all' in answer) {
        answer = await ask()
        continue
      }
      const next = ask()
      await write(answer.portion)
      answer = await next
    }
    return answer.result
  } finally {
    over.abort()
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
