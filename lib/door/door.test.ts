import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alone } from '../aside/gate.ts'
import { onStop } from './closers.ts'
import { createDoor, type Door } from './door.ts'
import { reportHealth } from './health.ts'
import { log } from './log.ts'
import { trustedProxies } from './peers.ts'
import { REFERENCE_SLOT } from './refusals.ts'
import { currentRequest, noteRequestError } from './request-context.ts'
import { stopGracefully } from './stop.ts'

// Answers as the framework does: pages with its runtime in them, empty pages under an error status, routes of any kind.
const UNFINISHED = '<!DOCTYPE html><html id="__next_error__"><body><script>x()</script></body></html>'
const failed =
  (error: unknown): Answer =>
  (_, res) => {
    noteRequestError(error)
    html(res, 500, UNFINISHED)
    // It writes its own status after its answer was taken.
    res.statusCode = 500
  }
type Answer = (req: IncomingMessage, res: ServerResponse) => unknown
const routes: Record<string, Answer> = {
  '/customers': (_, res) =>
    html(
      res.setHeader('X-Powered-By', 'x').setHeader('Link', '</a.js>; rel=preload'),
      200,
      `<html><body><main>${'客户'.repeat(1000)}</main><script>x()</script></body></html>`,
    ),
  '/echo': (req, res) => res.setHeader('Content-Type', 'application/json').end(JSON.stringify({ headers: req.headers, url: req.url })),
  '/kept': (req, res) => {
    const request = currentRequest()!
    request.user = 7
    if (!req.url!.includes('never')) request.keepUntil = req.url!.includes('over') ? 0 : performance.now() + 60_000
    if (req.url!.includes('writes')) dataVersion++
    if (req.url!.includes('cookie')) res.setHeader('Set-Cookie', 'a=b')
    html(res, req.url!.includes('gone') ? 404 : 200, `<html><body>第 ${++rendered} 次</body></html>`)
  },
  '/missing': (_, res) => html(res, 404, UNFINISHED),
  '/late': (_, res) => html(res, 200, UNFINISHED),
  '/moved': (_, res) => html(res.setHeader('Location', '/login'), 307, UNFINISHED),
  '/bug': failed(new Error('bug')),
  '/busy': failed(Object.assign(new Error('locked'), { code: 'SQLITE_BUSY' })),
  '/full': failed(new Error('wrapped', { cause: Object.assign(new Error('io'), { code: 'SQLITE_IOERR_WRITE' }) })),
  '/thrown': () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
  '/stale': (_, res) =>
    res.setHeader('x-nextjs-action-not-found', '1').setHeader('Content-Type', 'text/plain').writeHead(404).end('Server action not found.'),
  '/forbidden-action': (_, res) => {
    res.statusCode = 403
    html(res, 404, UNFINISHED)
  },
  '/files/1': (_, res) =>
    res
      .writeHead(200, { 'Content-Type': 'text/csv', 'Content-Security-Policy': 'sandbox', 'Cache-Control': 'private, max-age=5' })
      .end('a,b'),
  '/files/2': (_, res) => res.writeHead(415, { 'Content-Type': 'text/plain' }).end('不支持此文件'),
  '/read': async (req, res) => {
    let size = 0
    for await (const chunk of req) size += (chunk as Buffer).length
    res.setHeader('Content-Type', 'text/plain').end(String(size))
  },
}
let waiting: ServerResponse | undefined
let arrived = () => {}

const root = mkdtempSync(join(tmpdir(), 'door-'))
let door: Door
let server: Server
let databaseAnswers = true
let dataVersion = 1
let rendered = 0

beforeAll(async () => {
  log.level = 'silent'
  mkdirSync(join(root, 'public'))
  mkdirSync(join(root, '.next/static'), { recursive: true })
  writeFileSync(join(root, 'public/kehu.js'), 'a()')
  writeFileSync(join(root, '.next/static/a.css'), 'p{}'.repeat(500))
  const settings = {
    root,
    dev: false,
    version: '1',
    publicUrl: new URL('https://crm.example'),
    trusted: trustedProxies(undefined),
    searches: 3,
    databaseAnswers: () => databaseAnswers,
    dataVersion: () => dataVersion,
  }
  door = createDoor((req, res) => framework(req, res), settings)
  server = createServer(door.answer)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterAll(() => server.closeAllConnections())

function framework(req: IncomingMessage, res: ServerResponse) {
  const path = req.url!.split('?')[0]!
  if (path.startsWith('/refusal/'))
    return html(res, 200, `<html><main><h1>拒绝 ${path.slice(9)}</h1>${REFERENCE_SLOT}</main><script>x()</script></html>`)
  if (path === '/wait') return hold(res)
  return (routes[path] ?? routes['/missing']!)(req, res)
}

function hold(res: ServerResponse) {
  waiting = res
  arrived()
}

function html(res: ServerResponse, status: number, page: string) {
  res.statusCode = status
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.write(page.slice(0, 40))
  res.end(page.slice(40))
}

type Reply = { status: number; headers: IncomingHttpHeaders; raw: Buffer; body: string }
function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string | Buffer): Promise<Reply> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () =>
        resolve({
          status: res.statusCode!,
          headers: res.headers,
          raw: Buffer.concat(chunks),
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    req.on('error', reject)
    req.end(body)
  })
}
const get = (path: string, headers?: Record<string, string>) => ask('GET', path, headers)
const post = (path: string, body: string | Buffer = 'a=1', headers: Record<string, string> = {}) =>
  ask('POST', path, { 'sec-fetch-site': 'same-origin', ...headers }, body)

test('before it is ready it serves nothing, and health says so', async () => {
  expect(await get('/health')).toMatchObject({ status: 503, body: expect.stringContaining('"starting"') })
  const page = await get('/customers')
  expect(page).toMatchObject({ status: 503, body: expect.stringContaining('系统繁忙') })
  expect(page.headers['retry-after']).toBe('5')
  door.enter('ready')
})

test('a page that says so is given again, until somebody writes', async () => {
  const first = await ask('GET', '/kept', { cookie: 'kehu-session=a' })
  const again = await ask('GET', '/kept', { cookie: 'kehu-session=a' })
  expect(again.body).toBe(first.body)
  expect({ ...again.headers, 'x-request-id': '', date: '' }).toEqual({ ...first.headers, 'x-request-id': '', date: '' })
  expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
  dataVersion++
  expect((await ask('GET', '/kept', { cookie: 'kehu-session=a' })).body).not.toBe(first.body)
})

test.each([
  ['to somebody else', '/kept', { cookie: 'kehu-session=b' }],
  ['at another address', '/kept?page=2', { cookie: 'kehu-session=a' }],
  ['under another name of the house', '/kept', { cookie: 'kehu-session=a', host: 'crm.example' }],
  ['in another encoding', '/kept', { cookie: 'kehu-session=a', 'accept-encoding': 'br' }],
])('it is not given %s', async (_, path, headers: Record<string, string>) => {
  const { body } = await ask('GET', '/kept', { cookie: 'kehu-session=a' })
  expect((await ask('GET', path, headers)).body).not.toBe(body)
})

test.each([
  ['says nothing', 'never'],
  ['was over when it came', 'over'],
  ['was read while somebody wrote', 'writes'],
  ['sets a cookie', 'cookie'],
  ['is refused', 'gone'],
])('a page that %s is made afresh', async (_, how) => {
  await ask('GET', `/kept?${how}`)
  const before = rendered
  await ask('GET', `/kept?${how}`)
  expect(rendered).toBe(before + 1)
})

test('what is posted is never answered from before', async () => {
  await ask('GET', '/kept')
  const before = rendered
  await ask('POST', '/kept', { origin: 'https://crm.example' }, 'a=b')
  expect(rendered).toBe(before + 1)
})

test('a page goes out without the runtime, under the policy, and is kept by nobody', async () => {
  const page = await get('/customers')
  expect(page.body).toBe(`<html><body><main>${'客户'.repeat(1000)}</main></body></html>`)
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'content-length': String(page.raw.length),
    'content-security-policy':
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'strict-transport-security': expect.stringContaining('max-age='),
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/^[0-9a-f]{12}$/),
  })
  expect(page.headers).not.toHaveProperty('x-powered-by')
  expect(page.headers).not.toHaveProperty('link')
})

test('a page is compressed for those who can read it', async () => {
  const page = await get('/customers', { 'accept-encoding': 'gzip, br;q=0' })
  expect(page.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(page.raw).toString('utf8')).toContain('客户')
  expect(page.raw.length).toBeLessThan(500)
})

test('HEAD has the length of the page and no body', async () => {
  const [head, page] = [await ask('HEAD', '/customers'), await get('/customers')]
  expect(head).toMatchObject({ status: 200, body: '' })
  expect(head.headers['content-length']).toBe(page.headers['content-length'])
})

test.each([
  ['GET', '/missing', 404],
  ['GET', '/late', 500],
  ['GET', '/bug', 500],
  ['GET', '/busy', 503],
  ['GET', '/full', 507],
  ['GET', '/thrown', 507],
  ['POST', '/bug', 500],
  ['POST', '/busy', 503],
  ['POST', '/stale', 409],
  ['POST', '/forbidden-action', 403],
  ['GET', '/_next/image', 404],
  ['GET', '/refusal/500', 404],
  ['PUT', '/customers', 405],
])('%s %s ends with our own page for %i', async (method, path, status) => {
  const page = await ask(method, path, { 'sec-fetch-site': 'same-origin' })
  expect(page).toMatchObject({ status, body: expect.stringContaining(`<h1>拒绝 ${status}</h1>`) })
  expect(page.body).toContain(page.headers['x-request-id'])
  expect(page.body).not.toContain('<script')
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'content-security-policy': expect.anything() })
})

test('a customer whose link is no longer good is told so in words of their own, with the same 404', async () => {
  expect(await get('/q/x')).toMatchObject({ status: 404, body: expect.stringContaining('<h1>拒绝 410</h1>') })
  expect((await get('/q/x', { accept: 'application/json' })).body).toContain('链接无效')
})

test('who asks for no page is told in a sentence', async () => {
  const answer = await get('/bug', { accept: 'application/json' })
  expect(answer).toMatchObject({ status: 500, body: expect.stringContaining(`编号：${answer.headers['x-request-id']}`) })
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
})

test('a redirect keeps its relative way and loses its body', async () => {
  expect(await get('/moved')).toMatchObject({ status: 307, body: '', headers: { location: '/login' } })
})

test("a route's own answer passes with the headers it chose", async () => {
  expect(await get('/files/1')).toMatchObject({
    status: 200,
    body: 'a,b',
    headers: { 'content-security-policy': 'sandbox', 'cache-control': 'private, max-age=5', 'x-content-type-options': 'nosniff' },
  })
  expect(await get('/files/2')).toMatchObject({ status: 415, body: '不支持此文件' })
})

test('pages hear the request id and the address of the socket, and nothing that an outsider claims', async () => {
  const answer = await get('/echo?_rsc=1', { rsc: '1', 'x-forwarded-for': '6.6.6.6', 'x-request-id': 'mine' })
  const heard = JSON.parse(answer.body) as { headers: Record<string, string>; url: string }
  expect(heard.url).toBe('/echo')
  expect(heard.headers).toMatchObject({
    'x-request-id': answer.headers['x-request-id'],
    'x-client-address': '127.0.0.1',
    'x-forwarded-for': '127.0.0.1',
  })
  expect(heard.headers).not.toHaveProperty('rsc')
})

test('a form has 1 MB, with and without a declared length; an upload route reads its own stream', async () => {
  const [fits, tooBig] = [Buffer.alloc(900_000), Buffer.alloc(3_000_000)]
  const chunked = { 'transfer-encoding': 'chunked' }
  expect(await post('/read', fits)).toMatchObject({ status: 200, body: '900000' })
  expect(await post('/read', fits, chunked)).toMatchObject({ status: 200, body: '900000' })
  expect(await post('/read', tooBig)).toMatchObject({ status: 413 })
  expect(await post('/read', tooBig, chunked)).toMatchObject({ status: 413 })
})

test('files come from memory with a tag, hashed ones for good', async () => {
  const css = await get('/_next/static/a.css', { 'accept-encoding': 'br' })
  expect(css.headers).toMatchObject({
    'content-type': 'text/css; charset=utf-8',
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  })
  expect(await get('/_next/static/a.css', { 'accept-encoding': 'br', 'if-none-match': css.headers.etag! })).toMatchObject({
    status: 304,
    body: '',
  })
  expect((await get('/kehu.js')).headers['cache-control']).toBe('public, max-age=600')
  expect((await get('/_next/static/../../package.json')).status).toBe(404)
})

test('searching without pause is slowed down', async () => {
  const statuses = []
  for (let n = 0; n < 4; n++) statuses.push((await get('/customers?q=a')).status)
  expect(statuses).toEqual([200, 200, 200, 429])
  expect((await get('/customers')).status).toBe(200)
})

test('health tells the facts that were reported, and fails with the database', async () => {
  reportHealth('lastBackup', () => '2026-11-22')
  expect(await get('/health')).toMatchObject({ status: 200, body: expect.stringContaining('"lastBackup":"2026-11-22"') })
  databaseAnswers = false
  expect(await get('/health')).toMatchObject({ status: 503, body: expect.stringContaining('"failing"') })
  databaseAnswers = true
})

test('while a deed about many is written pages are answered, and what is posted waits for it', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const deed = alone(() => promise)
  let isAnswered = false
  const posted = post('/read', 'abc').then((reply) => {
    isAnswered = true
    return reply
  })
  expect((await get('/customers')).status).toBe(200)
  expect((await get('/customers')).status).toBe(200)
  expect(isAnswered).toBe(false)
  resolve()
  await deed
  expect(await posted).toMatchObject({ status: 200, body: '3' })
})

test('stopping finishes what is under way, then closes what was registered, last first (R-23)', async () => {
  const order: string[] = []
  onStop('first', () => order.push('first'))
  onStop('broken', () => Promise.reject(new Error('x')))
  onStop('last', () => order.push('last'))
  const here = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const reply = get('/wait')
  await here
  door.enter('stopping')
  const stopped = stopGracefully(server)
  html(waiting!, 200, '<html><main>done</main></html>')
  expect(await reply).toMatchObject({ status: 200, body: expect.stringContaining('done') })
  await stopped
  expect(order).toEqual(['last', 'first'])
  expect(server.listening).toBe(false)
})
