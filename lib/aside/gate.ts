import { setTimeout } from 'node:timers/promises'
import { processWide } from '../door/process-wide.ts'
import { breath } from '../kernel/breath.ts'

const gate = processWide('gate', () => ({ shut: undefined as Promise<void> | undefined, inside: 0, lining: 0 }))

// Whoever is in already is waited for so long: an upload may take minutes, and writes at its end alone.
const PATIENCE_MS = 2000
const LOOK_MS = 5

/** Whether a deed about many is being written just now. */
export const isShut = () => gate.shut !== undefined

/** Until nobody writes a deed about many: the database has one writer, and who asked for it now would hold up every page. */
export async function writable(): Promise<void> {
  while (gate.shut) await gate.shut
}

/** A turn for others between two portions of writing, and the gate. */
export async function turnToWrite(): Promise<void> {
  await breath()
  await writable()
}

/** Answers a request that may write, once the gate is open. */
export async function inside<T>(work: () => Promise<T>): Promise<T> {
  await writable()
  gate.inside++
  try {
    return await work()
  } finally {
    gate.inside--
  }
}

/** Does work that writes for long from another thread: one at a time, while other requests that write wait at the gate and pages are read as ever. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  gate.lining++
  try {
    // Between the last look and the shutting nobody else may come.
    while (gate.shut) await gate.shut
    const { promise, resolve } = Promise.withResolvers<void>()
    gate.shut = promise
    try {
      await othersOut()
      return await work()
    } finally {
      gate.shut = undefined
      resolve()
    }
  } finally {
    gate.lining--
  }
}

// Those that line up here are requests themselves, and wait for nobody but each other.
async function othersOut() {
  for (let waited = 0; gate.inside > gate.lining && waited < PATIENCE_MS; waited += LOOK_MS) await setTimeout(LOOK_MS)
}
