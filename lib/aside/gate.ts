import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout } from 'node:timers/promises'
import { processWide } from '../door/process-wide.ts'
import { breath } from '../kernel/breath.ts'

const gate = processWide('gate', () => ({ shut: undefined as Promise<void> | undefined, inside: 0, waiting: 0 }))
const within = processWide('within', () => new AsyncLocalStorage<true>())

// Whoever is in already is waited for so long: an upload may take minutes, and writes at its end alone.
const PATIENCE_MS = 2000
const LOOK_MS = 5

/** Whether a deed about many is being written just now. */
export const isShut = () => gate.shut !== undefined

/**
 * Until nobody writes a deed about many. The database has one writer, and asking for it means to stand still, with every page: whoever
 * writes after a wait of their own, or from a page, asks here right before.
 */
export async function writable(): Promise<void> {
  if (!gate.shut) return
  const counts = within.getStore() ? 1 : 0
  gate.waiting += counts
  while (gate.shut) await gate.shut
  gate.waiting -= counts
}

/** A turn for others between two portions of writing, and the gate. */
export async function turnToWrite(): Promise<void> {
  await breath()
  await writable()
}

/** Answers a request that may write, once the gate is open. */
export async function inside<T>(work: () => Promise<T>): Promise<T> {
  while (gate.shut) await gate.shut
  gate.inside++
  try {
    return await within.run(true, work)
  } finally {
    gate.inside--
  }
}

/** Does work that writes for long from another thread: one at a time, while other requests that write wait at the gate and pages are read as ever. */
export async function alone<T>(work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  gate.waiting++
  try {
    // Between the last look and the shutting nobody else may come.
    while (gate.shut) await gate.shut
    const { promise, resolve } = Promise.withResolvers<void>()
    gate.shut = promise
    try {
      await othersOut(patienceMs)
      return await work()
    } finally {
      gate.shut = undefined
      resolve()
    }
  } finally {
    gate.waiting--
  }
}

// Those who wait here themselves write nothing meanwhile.
async function othersOut(patienceMs: number) {
  for (let waited = 0; gate.inside > gate.waiting && waited < patienceMs; waited += LOOK_MS) await setTimeout(LOOK_MS)
}
