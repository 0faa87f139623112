import { currentRequest, type RequestContext } from './current-request.ts'
import { logError } from './log.ts'
import { running } from './request-store.ts'

export { currentRequest, type RequestContext }

/** Runs `work` as part of one request; whatever it awaits finds the context again. */
export const withRequest = <T>(context: RequestContext, work: () => T): T => running.run(context, work)

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
