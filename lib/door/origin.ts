import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request that can change something comes from our own pages (C-03 to C-05): an Origin must be ours;
 * without one, Sec-Fetch-Site must be same-origin; with neither, the request may carry no cookie.
 */
export function isFromOurPages(headers: IncomingHttpHeaders, host: string, publicUrl: URL | undefined): boolean {
  const { origin, cookie } = headers
  const site = headers['sec-fetch-site']
  if (origin !== undefined) return site !== 'cross-site' && isOurOrigin(origin, host, publicUrl)
  if (site !== undefined) return site === 'same-origin'
  return cookie === undefined
}

function isOurOrigin(origin: string, host: string, publicUrl: URL | undefined) {
  if (origin === publicUrl?.origin) return true
  const sent = origin.toLowerCase()
  return sent === `http://${host.toLowerCase()}` || sent === `https://${host.toLowerCase()}`
}
