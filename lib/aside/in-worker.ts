import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { User } from '../kernel/grant.ts'
import type { Deed } from './deeds.ts'
import { alone } from './gate.ts'
import { errorOf, type Outcome } from './words.ts'

export type Order = { deed: Deed; key: string; actor: User; input: unknown }

const MEMORY_MB = 1024
const MOST_MS = 180_000

/**
 * Carries out a deed about many as execute() would, once for each key, in a thread and on a connection of its own: one transaction, however
 * large, and no page waits for it. Returns the id of what changed; throws what execute() throws.
 */
export function executeAside({ actor, ...order }: Order): Promise<number> {
  return alone(() => work({ ...order, actor: plain(actor) }))
}

async function work(order: Order): Promise<number> {
  const worker = new Worker(new URL('./aside-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  const signal = AbortSignal.timeout(MOST_MS)
  const gone = once(worker, 'exit')
  try {
    const ended = gone.then(([code]) => Promise.reject(new Error(`aside-worker ended early with code ${code}`)))
    ended.catch(() => {})
    const [outcome] = (await Promise.race([once(worker, 'message', { signal }), ended])) as [Outcome]
    if (outcome.kind !== 'done') throw errorOf(outcome)
    return outcome.id
  } finally {
    await Promise.race([gone, worker.terminate()])
  }
}

// What a request knows of a person beside this does not go from thread to thread.
const plain = ({ id, login, name, role, departmentId, may, from }: User): User => ({ id, login, name, role, departmentId, may, from })
