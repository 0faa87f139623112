import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { onStop } from '../door/closers.ts'
import { log } from '../door/log.ts'
import { processWide } from '../door/process-wide.ts'
import { Conflict } from '../kernel/errors.ts'
import { plain, type User } from '../kernel/grant.ts'
import type { Deed } from './deeds.ts'
import { alone } from './gate.ts'
import { errorOf, type Outcome } from './words.ts'

export type Order = { deed: Deed; key: string; actor: User; input: unknown }

const MEMORY_MB = 1536
/** Less than the patience of whoever waits for an answer. */
const MOST_MS = 100_000
const state = processWide('aside', () => ({ worker: undefined as Worker | undefined, watched: false }))

/**
 * Carries out a deed about many as execute() would, once for each key, in a thread and on a connection of its own: one transaction, however
 * large, and no page waits for it. Without a key it is a deed of its own. Returns the id of what changed; throws what execute() throws, and
 * a Conflict where it is too much.
 */
export function executeAside({ actor, key = randomUUID(), ...order }: Omit<Order, 'key'> & { key?: string | undefined }): Promise<number> {
  watchStop()
  return alone(() => work({ ...order, key, actor: plain(actor) }))
}

async function work(order: Order): Promise<number> {
  const worker = new Worker(new URL('./aside-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  state.worker = worker
  const gone = once(worker, 'exit')
  gone.catch(() => {})
  try {
    const outcome = await outcomeFrom(worker)
    if (outcome.kind !== 'done') throw errorOf(outcome)
    return outcome.id
  } finally {
    state.worker = undefined
    await worker.terminate()
  }
}

async function outcomeFrom(worker: Worker): Promise<Outcome> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(MOST_MS)])
  const ended = once(worker, 'exit', { signal }).then(() => Promise.reject(new Error('aside-worker ended early')))
  ended.catch(() => {})
  try {
    const [outcome] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [Outcome]
    return outcome
  } catch (error) {
    if (isTooMuch(error)) throw new Conflict('数据太多，没有在时限内完成，什么都没有改变。请减少数量后再试')
    throw error
  } finally {
    over.abort()
  }
}

// Of memory or of time: what was written is rolled back with the thread.
const isTooMuch = (error: unknown) => {
  const { code, name } = error as { code?: string; name?: string }
  return code === 'ERR_WORKER_OUT_OF_MEMORY' || code === 'ABORT_ERR' || name === 'TimeoutError' || name === 'AbortError'
}

// What is under way when the process ends is rolled back: nothing of it has happened.
function watchStop() {
  if (state.watched) return
  state.watched = true
  onStop('aside', async () => {
    if (!state.worker) return
    log.warn('a deed about many was broken off')
    await state.worker.terminate()
  })
}
