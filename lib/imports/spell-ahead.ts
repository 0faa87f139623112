import { Worker } from 'node:worker_threads'
import type { Spelling } from '../customers/search-words.ts'
import { logError } from '../door/log.ts'
import type { Job } from './queries.ts'

// Below this many a thread is not worth its start.
const MANY = 2000
const STOCK = 2000

export type Ahead = ReturnType<typeof startSpelling>

/** Has the customers of a large sheet spelled in a thread of its own while others are written; undefined where it is not worth it. */
export function spellAhead({ id, target, status, valid, imported }: Job): Ahead | undefined {
  return target === 'customers' && status === 'running' && valid - imported >= MANY ? startSpelling(id) : undefined
}

/** The stock of spellings of an import: `atLeast` waits until so many lie there or no more will come. Without the thread the writer spells for itself. */
export function startSpelling(id: number) {
  const stock = new Map<number, Spelling>()
  const worker = new Worker(new URL('./spell-worker.ts', import.meta.url), { workerData: { id } })
  let over = false
  let owed = 0
  let wake = () => {}

  const feed = () => {
    for (; owed > 0 && stock.size < STOCK; owed--) worker.postMessage('on')
  }
  worker.on('message', (portion: [number, Spelling][] | null) => {
    if (portion === null) over = true
    for (const [record, spelling] of portion ?? []) stock.set(record, spelling)
    owed += 1
    feed()
    wake()
  })
  worker.on('error', logError)
  worker.on('exit', () => {
    over = true
    wake()
  })
  return {
    async atLeast(size: number): Promise<Map<number, Spelling>> {
      feed()
      while (!over && stock.size < size) await new Promise<void>((resolve) => (wake = resolve))
      return stock
    },
    forget(upTo: number) {
      for (const record of stock.keys()) if (record <= upTo) stock.delete(record)
    },
    end: () => void worker.terminate(),
  }
}
