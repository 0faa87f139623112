import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { admit } from './admission.ts'
import { replaceInternalHeaders } from './incoming-headers.ts'
import { peerOf, trustedProxies } from './peers.ts'
import { searchLimit, strangerLimit } from './search-limit.ts'

const host = '127.0.0.1:3000'
const rules = {
  isOurHost: (name: string | undefined) => name === host,
  publicUrl: new URL('https://crm.example'),
  isTooMuch: () => false,
  isTooPushy: () => false,
}
const request = (method: string, url: string, headers: IncomingHttpHeaders = {}) =>
  ({ method, url, headers: { host, ...headers } }) as IncomingMessage
const asked = (method: string, url: string, headers?: IncomingHttpHeaders) => {
  const req = request(method, url, headers)
  return admit(req, { address: '127.0.0.1', host: req.headers.host, secure: false }, rules)
}

test.each([
  ['GET', '/customers?page=2', '/customers?page=2'],
  ['GET', '/customers?_rsc=1x2', '/customers'],
  ['GET', '/customers?a=1&_rsc=x&b=2', '/customers?a=1&b=2'],
  ['GET', '/customers?%5frsc=x', '/customers'],
  ['GET', '/customers.rsc', '/customers'],
  ['GET', '/customers.segments/_tree.segment.rsc', '/customers'],
  ['HEAD', '/customers', '/customers'],
  ['GET', '/_next/static/a.css', '/_next/static/a.css'],
])('%s %s goes on as %s', (method, url, going) => {
  expect(asked(method, url)).toMatchObject({ url: going })
})

test.each([
  ['TRACE', '/', 405],
  ['OPTIONS', '/', 405],
  ['PUT', '/customers/1', 405],
  ['DELETE', '/customers/1', 405],
  ['GET', 'http://evil.example/', 400],
  ['GET', '/%zz', 400],
  ['GET', '/files/%00', 404],
  ['GET', '/files/..%2f..%2fcrm.db', 404],
  ['GET', '/files/..%5ccrm.db', 404],
  ['GET', '/refusal/500', 404],
  ['GET', '/%72efusal/500', 404],
  ['GET', '/_next/image?url=/x', 404],
  ['GET', '/%5fnext/data/x.json', 404],
  ['GET', '/_next/../_next/data', 404],
])('%s %s is refused with %i', (method, url, status) => {
  expect(asked(method, url)).toBe(status)
})

test('a request for another host is refused before anything else is read from it', () => {
  expect(asked('GET', '/', { host: 'evil.example' })).toBe(421)
})

test('the wire format of actions is refused', () => {
  expect(asked('POST', '/customers', { 'next-action': 'a'.repeat(42), origin: `http://${host}` })).toBe(400)
})

const cookie = 'next-auth.session-token=x'
test.each<[string, IncomingHttpHeaders, boolean]>([
  ['our origin', { origin: `http://${host}` }, true],
  ['our origin over https', { origin: `https://${host}` }, true],
  ['PUBLIC_URL', { origin: 'https://crm.example' }, true],
  ['our origin, said to be cross-site', { origin: `http://${host}`, 'sec-fetch-site': 'cross-site' }, false],
  ['another origin (C-03)', { origin: 'https://evil.example' }, false],
  ['PUBLIC_URL without its scheme', { origin: 'http://crm.example' }, false],
  ['another port', { origin: 'http://127.0.0.1:8080' }, false],
  ['null (C-05)', { origin: 'null' }, false],
  ['null with same-origin', { origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
  ['no origin, same-origin', { 'sec-fetch-site': 'same-origin', cookie }, true],
  ['no origin, cross-site (C-04)', { 'sec-fetch-site': 'cross-site', cookie }, false],
  ['no origin, same-site', { 'sec-fetch-site': 'same-site' }, false],
  ['no origin, typed in', { 'sec-fetch-site': 'none' }, false],
  ['neither, with a cookie (C-04)', { cookie }, false],
  ['neither, without a cookie', {}, true],
])('a post from %s', (_, headers, accepted) => {
  expect(asked('POST', '/customers', headers)).toEqual(accepted ? expect.objectContaining({ path: '/customers' }) : 403)
})

test.each([
  ['/customers', 1024 * 1024, true],
  ['/customers', 1024 * 1024 + 1, false],
  ['/imports/upload', 25_000_000, true],
  ['/files/upload', 25_000_000, true],
  ['/files/upload', 28_000_000, false],
  ['/filesystem', 2_000_000, false],
])('a post to %s of %i bytes', (url, bytes, accepted) => {
  const answer = asked('POST', url, { 'content-length': String(bytes) })
  expect(answer).toEqual(accepted ? expect.objectContaining({ path: url }) : 413)
})

test('internal and forwarding headers of outsiders are replaced by what the door knows', () => {
  const headers: IncomingHttpHeaders = {
    host,
    accept: 'text/html',
    cookie,
    'hx-request': 'true',
    rsc: '1',
    'next-router-prefetch': '1',
    'next-url': '/',
    'x-middleware-subrequest': 'm',
    'x-request-id': 'mine',
    'x-client-address': '6.6.6.6',
    'x-kehu-x': '1',
    'x-real-ip': '6.6.6.6',
    'cf-connecting-ip': '6.6.6.6',
    forwarded: 'for=6.6.6.6',
  }
  replaceInternalHeaders(headers, { id: 'abc', address: '10.0.0.9', host, secure: false })
  expect(headers).toEqual({
    host,
    accept: 'text/html',
    cookie,
    'hx-request': 'true',
    'x-request-id': 'abc',
    'x-client-address': '10.0.0.9',
    'x-forwarded-host': host,
    'x-forwarded-for': '10.0.0.9',
    'x-forwarded-proto': 'http',
  })
})

const from = (remoteAddress: string, headers: IncomingHttpHeaders) =>
  ({ socket: { remoteAddress }, headers: { host, ...headers } }) as IncomingMessage
const forwarded = { 'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.0.0.2', 'x-forwarded-host': 'crm.example', 'x-forwarded-proto': 'https' }

test('forwarding headers count only from a trusted proxy, and only up to the first stranger (D-10)', () => {
  const trusted = trustedProxies('127.0.0.1, 10.0.0.0/8, ::1')
  expect(peerOf(from('192.168.1.9', forwarded), trusted)).toEqual({ address: '192.168.1.9', host, secure: false })
  expect(peerOf(from('::ffff:10.0.0.1', forwarded), trusted)).toEqual({ address: '203.0.113.7', host: 'crm.example', secure: true })
  expect(peerOf(from('127.0.0.1', forwarded), trustedProxies(undefined))).toEqual({ address: '127.0.0.1', host, secure: false })
  expect(peerOf(from('::1', {}), trusted)).toEqual({ address: '::1', host, secure: false })
})

test('TRUSTED_PROXY must be addresses', () => {
  expect(() => trustedProxies('proxy.local')).toThrow(RangeError)
})

test('a session has its share of searches in 10 s, others keep theirs (J-06)', () => {
  let at = 0
  const isTooMuch = searchLimit(200, () => at)
  const searches = (session: string) => Array.from({ length: 201 }, () => isTooMuch(session, '10.0.0.9'))
  expect(searches('a').filter(Boolean)).toHaveLength(1)
  expect(isTooMuch('b', '10.0.0.9')).toBe(false)
  at = 10_500
  expect(isTooMuch('a', '10.0.0.9')).toBe(false)
  at = 40_000
  expect(searches('a').filter(Boolean)).toHaveLength(1)
})

test('changing the cookie does not help an address that floods', () => {
  const isTooMuch = searchLimit(10, () => 0)
  const refused = Array.from({ length: 101 }, (_, n) => isTooMuch(`s${n}`, '10.0.0.9')).filter(Boolean)
  expect(refused).toHaveLength(1)
})

test('pages that are open to everybody have a share for each address, to read and to post (I-07)', () => {
  const isTooPushy = strangerLimit(30, () => 0)
  const ask = (url: string, address: string, method = 'GET') =>
    admit(request(method, url), { address, host, secure: false }, { ...rules, isTooPushy })
  const answers = Array.from({ length: 31 }, (_, n) => ask('/q/x', '203.0.113.7', n % 2 ? 'POST' : 'GET'))
  expect(answers.filter((answer) => answer === 429)).toHaveLength(1)
  expect(answers.at(-1)).toBe(429)
  expect(ask('/q/x', '203.0.113.8')).toMatchObject({ path: '/q/x' })
  expect(ask('/customers', '203.0.113.7')).toMatchObject({ path: '/customers' })
})
