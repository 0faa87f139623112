import type { ServerResponse } from 'node:http'

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const ALWAYS: readonly (readonly [string, string])[] = [
  ['Content-Security-Policy', POLICY],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['Cache-Control', 'no-store'],
]
const OVER_HTTPS = ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'] as const
const FRAMEWORK = [
  'x-powered-by',
  'x-nextjs-cache',
  'x-nextjs-prerender',
  'x-nextjs-stale-time',
  'x-nextjs-postponed',
  'x-nextjs-action-not-found',
  'refresh',
]

/** The headers of every answer (C-10), as a function that adds those an answer has not set itself. */
export function securityHeaders(publicUrl: URL | undefined): (res: ServerResponse) => void {
  const headers = publicUrl?.protocol === 'https:' ? [...ALWAYS, OVER_HTTPS] : ALWAYS
  return (res) => {
    for (const name of FRAMEWORK) res.removeHeader(name)
    for (const [name, value] of headers) if (!res.hasHeader(name)) res.setHeader(name, value)
  }
}

/** The same headers as text, for the answers that are written to a bare socket. */
export const bareHeaders = [...ALWAYS, ['Connection', 'close'] as const].map(([name, value]) => `${name}: ${value}\r\n`).join('')
