import { processWide } from '../door/process-wide.ts'
import type { Entry } from './model.ts'

const held = processWide('calendar', () => ({ entries: [] as readonly Entry[], wake: () => {} }))

/** Says what this process does by itself, and how to have it look at the ledger at once. */
export function announce(entries: readonly Entry[], wake: () => void) {
  held.entries = entries
  held.wake = wake
}

/** What was announced; nothing in a process that runs no jobs. */
export const calendar = () => held.entries

/** Has the ledger looked at now instead of at the next minute. */
export const wakeJobs = () => held.wake()
