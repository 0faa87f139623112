import { processWide } from './process-wide.ts'

type Closer = { name: string; close: () => unknown }

const closers = processWide<Closer[]>('closers', () => [])

/** Registers what must end before the process does: jobs first finish, then connections close; the last registered is closed first. */
export function onStop(name: string, close: () => unknown) {
  closers.push({ name, close })
}

/** Closes everything that was registered, each one even when another failed; returns the names of those that failed. */
export async function closeAll(failed: (name: string, error: unknown) => void) {
  for (let one = closers.pop(); one; one = closers.pop()) {
    try {
      await one.close()
    } catch (error) {
      failed(one.name, error)
    }
  }
}
