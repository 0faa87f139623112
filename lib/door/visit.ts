import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from './log.ts'
import type { Peer } from './peers.ts'
import type { RequestContext } from './request-context.ts'

/** One request on its way through the door. */
export type Visit = {
  readonly context: RequestContext
  readonly peer: Peer
  readonly method: string
  readonly path: string
  readonly began: number
}

/** Begins a visit: its id is at once the `x-request-id` and the reference number on the 500 page. */
export function beginVisit(req: IncomingMessage, res: ServerResponse, peer: Peer): Visit {
  const id = randomUUID().replace('-', '').slice(0, 12)
  const visit = {
    context: { id, address: peer.address, url: req.url ?? '/', parts: [] },
    peer,
    method: req.method ?? '',
    path: pathOf(req.url ?? ''),
    began: performance.now(),
  }
  res.setHeader('X-Request-Id', id)
  res.once('close', () => logVisit(visit, res))
  return visit
}

// 499: the client went away before the answer was out.
function logVisit({ context, method, path, began }: Visit, res: ServerResponse) {
  const status = res.writableFinished ? res.statusCode : 499
  log.info({ id: context.id, method, path, status, ms: Math.round((performance.now() - began) * 10) / 10, user: context.user }, 'request')
}

/** A path fit for the log: no query, and no long segment that may be a token (I-08). */
export function pathOf(url: string) {
  const end = url.indexOf('?')
  const path = (end < 0 ? url : url.slice(0, end)).slice(0, 300)
  return path.length < 20 ? path : path.replace(/[^/]{20,}/g, '…')
}
