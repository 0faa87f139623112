import type { ServerResponse } from 'node:http'

const forbidden = new WeakSet<ServerResponse>()

/** Remembers that an action answered `forbidden()`: the framework sets 403, then writes 404 over it. */
export function watchForbidden(res: ServerResponse) {
  let status = res.statusCode
  Object.defineProperty(res, 'statusCode', {
    configurable: true,
    get: () => status,
    set(next: number) {
      if (next === 403) forbidden.add(res)
      status = next
    },
  })
}

/** Whether 403 was once the status of this answer. */
export const wasForbidden = (res: ServerResponse) => forbidden.has(res)
