import type { IncomingMessage } from 'node:http'
import { bodyLimit } from './body-limits.ts'
import type { HostCheck } from './hosts.ts'
import { isFromOurPages } from './origin.ts'
import type { Peer } from './peers.ts'
import { isForStrangers, isSearch, type SearchLimit, sessionOf } from './search-limit.ts'
import { type Target, targetOf } from './target.ts'

export type AdmissionRules = {
  isOurHost: HostCheck
  publicUrl: URL | undefined
  isTooMuch: SearchLimit
  isTooPushy: (address: string) => boolean
}

const METHODS = new Set(['GET', 'HEAD', 'POST'])

/** Whether a request may go on: where to, or the status under which it is refused. Reads the headers only. */
export function admit(req: IncomingMessage, peer: Peer, rules: AdmissionRules): Target | number {
  const { headers, method = '' } = req
  if (!METHODS.has(method)) return 405
  if (!rules.isOurHost(peer.host)) return 421
  if (headers['next-action'] !== undefined) return 400
  const target = targetOf(req.url ?? '')
  if (typeof target === 'number') return target
  if (isInternalPath(target.path)) return 404
  if (isForStrangers(target.path) && rules.isTooPushy(peer.address)) return 429
  if (method === 'POST') return isFromOurPages(headers, peer.host!, rules.publicUrl) ? withinLimit(req, target) : 403
  if (isSearch(target.query, target.path) && rules.isTooMuch(sessionOf(headers.cookie), peer.address)) return 429
  return target
}

function withinLimit(req: IncomingMessage, target: Target) {
  return Number(req.headers['content-length'] ?? 0) > bodyLimit(target.path).bytes ? 413 : target
}

// Of the framework's own addresses only its static files are served; the refusal pages are the door's.
function isInternalPath(path: string) {
  const lower = path.toLowerCase()
  if (lower.startsWith('/_next')) return !path.startsWith('/_next/static/')
  return lower === '/refusal' || lower.startsWith('/refusal/')
}
