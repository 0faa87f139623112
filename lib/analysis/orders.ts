import type { Contents } from '../reports/model.ts'
import type { Listed } from './lists.ts'
import type { Figured, Risk } from './work-out.ts'

/** What the thread is told: to work everything out as of a moment, or to print what is worked out under a mark. */
export type Order = { kind: 'workOut'; at: number } | { kind: 'print'; contents: Contents; at: number; mark: string }
/** What it says: how far it is, the figures, portions of what stands behind them, or the printed bytes; each but the progress waits for a word to go on. */
export type Message =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'figures'; day: string; parts: Figured[]; risks: Risk[] }
  | { kind: 'rows'; rows: Listed[] }
  | { kind: 'printed'; bytes: Uint8Array }
  | { kind: 'done' }
  | { kind: 'failure'; message: string }
