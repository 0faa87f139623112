import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestContext } from './current-request.ts'
import { processWide } from './process-wide.ts'

/** The request being answered, carried along whatever it awaits. */
export const running = processWide('request', () => new AsyncLocalStorage<RequestContext>())
