import { turnToWrite, writable } from '#lib/aside/gate'

const SLICE_MS = 10

/** Calls `work` for each item, giving the others their turn every 10 ms, and throws when the process wants to end. */
export async function inSlices<T>(items: Iterable<T>, signal: AbortSignal, work: (item: T) => void) {
  await writable()
  let began = performance.now()
  for (const item of items) {
    signal.throwIfAborted()
    work(item)
    if (performance.now() - began < SLICE_MS) continue
    await turnToWrite()
    began = performance.now()
  }
}
