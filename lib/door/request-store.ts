import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from './process-wide.ts'

export type RequestContext = { readonly id: string; readonly address: string; readonly url: string; user?: number; error?: unknown }

/** The request being answered, carried along whatever it awaits. */
export const running = processWide('request', () => new AsyncLocalStorage<RequestContext>())
