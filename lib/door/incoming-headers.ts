import type { IncomingHttpHeaders } from 'node:http'

// A closed rule instead of a list: whatever the framework or a proxy may some day read from these families, no outsider sets it.
const FAMILIES = ['x-', 'next-', 'cf-', '__next']
const SINGLE = new Set(['rsc', 'forwarded', 'true-client-ip', 'purpose', 'client-ip'])

export type DoorHeaders = { id: string; address: string; host: string; secure: boolean }

/** Removes what only the framework, a proxy or the door may say, then says what the door knows (C-01, D-10). */
export function replaceInternalHeaders(headers: IncomingHttpHeaders, { id, address, host, secure }: DoorHeaders) {
  for (const name in headers) if (isInternal(name)) delete headers[name]
  headers['x-request-id'] = id
  headers['x-client-address'] = address
  headers.host = host
  headers['x-forwarded-host'] = host
  headers['x-forwarded-for'] = address
  headers['x-forwarded-proto'] = secure ? 'https' : 'http'
}

const isInternal = (name: string) => FAMILIES.some((family) => name.startsWith(family)) || SINGLE.has(name)
