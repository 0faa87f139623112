import type { Incoming } from '../files/store.ts'
import type { Snapshot } from './model.ts'
import type { FrozenRow, Wanted } from './snapshot.ts'

/** What the thread is told: to make a report whole, or to print a frozen one under a mark. */
export type Order = { kind: 'make'; wanted: Wanted; data: string } | { kind: 'print'; snapshot: Snapshot; mark: string }
export type Made = { snapshot: Snapshot; rows: FrozenRow[]; pdf: Incoming; xlsx: Incoming; missing: string[] }
export type Answer = { made: Made } | { printed: Uint8Array } | { failure: string }
