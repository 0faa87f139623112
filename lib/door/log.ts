import { format } from 'node:util'
import pino from 'pino'
import type { RequestContext } from './current-request.ts'
import { describeError, withoutValues } from './describe-error.ts'
import { processWide } from './process-wide.ts'
import { running } from './request-store.ts'

const settings: pino.LoggerOptions = {
  level: process.env.LOG_LEVEL ?? 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
}

/** One JSON line an event, to stdout; never personal data, never a secret. */
export const log = processWide('log', () => pino(settings))

const logged = processWide('logged', () => new WeakSet<object>())

/** Logs an error once, however many hands it passes through; `id` is the reference number the person sees. */
export function logError(error: unknown, id?: string) {
  if (typeof error === 'object' && error !== null) {
    if (logged.has(error)) return
    logged.add(error)
  }
  log.error({ id, error: describeError(error) }, 'error')
}

/** Everything that libraries print becomes JSON lines too, each with the request it was printed for; an error is kept for the door. */
export function logConsole() {
  console.error = (...said: unknown[]) => sayError(running.getStore(), said)
  console.warn = (...said: unknown[]) => log.warn({ id: running.getStore()?.id }, sentence(said))
  console.info = console.log = (...said: unknown[]) => log.info({ id: running.getStore()?.id }, sentence(said))
}

function sayError(request: RequestContext | undefined, said: unknown[]) {
  const error = said.find((part) => part instanceof Error)
  if (!error) return log.error({ id: request?.id }, sentence(said))
  if (request) request.error ??= error
  logError(error, request?.id)
}

const sentence = (said: unknown[]) => withoutValues(format(...said.map((part) => (part instanceof Error ? part.message : part))))
