import { z } from 'zod'
import { Conflict, Forbidden, Missing, Refusal, Unfit } from '../kernel/errors.ts'

type Issues = z.ZodError['issues']
/** What became of a deed, as one thread tells another: an error keeps no class on the way. */
export type Outcome =
  | { kind: 'done'; id: number }
  | { kind: 'invalid'; issues: Issues }
  | { kind: 'unfit'; field: string; message: string }
  | { kind: 'missing'; what: string }
  | { kind: 'forbidden'; what: string }
  | { kind: 'refused'; message: string }
  | { kind: 'failed'; message: string; code: string | undefined; stack: string | undefined }

/** Why a deed was not done, in words that reach another thread. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof z.ZodError) return { kind: 'invalid', issues: error.issues }
  if (error instanceof Unfit) return { kind: 'unfit', field: error.field, message: error.message }
  if (error instanceof Missing) return { kind: 'missing', what: error.what }
  if (error instanceof Forbidden) return { kind: 'forbidden', what: error.permission }
  if (error instanceof Refusal) return { kind: 'refused', message: error.message }
  const { message, code, stack } = error as { message?: unknown; code?: string; stack?: string }
  return { kind: 'failed', message: String(message ?? error), code, stack }
}

/** The same error again. */
export function errorOf(outcome: Exclude<Outcome, { kind: 'done' }>): Error {
  if (outcome.kind === 'invalid') return new z.ZodError(outcome.issues)
  if (outcome.kind === 'unfit') return new Unfit(outcome.field, outcome.message)
  if (outcome.kind === 'missing') return new Missing(outcome.what)
  if (outcome.kind === 'forbidden') return new Forbidden(outcome.what)
  if (outcome.kind === 'refused') return new Conflict(outcome.message)
  return Object.assign(new Error(outcome.message), { code: outcome.code, stack: outcome.stack })
}
