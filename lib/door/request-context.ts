import { logError } from './log.ts'
import { type RequestContext, running } from './request-store.ts'

export type { RequestContext }

/** Runs `work` as part of one request; whatever it awaits finds the context again. */
export const withRequest = <T>(context: RequestContext, work: () => T): T => running.run(context, work)

/** The request now being answered: its id and the client's address; undefined in jobs and commands of the shell. */
export const currentRequest = (): RequestContext | undefined => running.getStore()

/** Says who is asking, for the access log. */
export function noteUser(id: number) {
  const request = running.getStore()
  if (request) request.user = id
}

/** Next's `onRequestError`: keeps the error for the door, which picks the page by it, and logs it under the request's id. */
export function noteRequestError(error: unknown) {
  const request = running.getStore()
  if (request) request.error = error
  logError(error, request?.id)
}
