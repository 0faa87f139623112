import type { Actor } from '../kernel/grant.ts'
import type { Format } from './model.ts'
import type { Wanted } from './tables.ts'

/** What the thread is told to make; it answers with the count and waits for the watermark. */
export type Order = { actor: Actor; wanted: Wanted; format: Format; name: string }
export type Message = { kind: 'count'; count: number } | { kind: 'bytes'; bytes: Uint8Array } | { kind: 'done' }
/** The watermark lets it begin; after that, each word asks for the next portion. */
export type Word = { note: string } | 'on'
