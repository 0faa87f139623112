import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../house.ts'
import { type Answer, formIn, visitor } from '../http/client.ts'
import { filled, multipart } from '../http/forms.ts'

let house: Awaited<ReturnType<typeof aHouse>>
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.stop())

const post = (page: Answer, values: Record<string, string>, headers: Record<string, string>) => {
  const { type, body } = multipart(filled(formIn(page, { id: 'customer' }), values))
  return house.admin.send('/customers/new', { method: 'POST', headers: { 'content-type': type, ...headers }, body })
}
const customer = {
  type: 'company',
  name: '苏州蓝澜电子科技有限公司',
  contact: '王芳',
  phone: '13812345678',
  industry: 'C39',
  source: '转介绍',
}
const total = async () => (await house.admin.get('/customers')).text.match(/id="count">([\d,]+)/)?.[1]

describe('a stranger', () => {
  test.each(['/', '/customers', '/customers/1', '/todos', '/follow-ups', '/imports', '/audit', '/settings', '/account', '/notifications'])(
    '%s leads to the sign-in page, with a way back',
    async (path) => {
      const answer = await visitor(house.base).send(path)
      expect([303, 307]).toContain(answer.status)
      expect(answer.headers.location).toBe(`/login?next=${encodeURIComponent(path)}`)
      expect(answer.text).not.toContain('恒屹')
    },
  )

  test.each(['x-middleware-subrequest', 'rsc', 'next-router-prefetch'])('%s opens nothing (C-01)', async (name) => {
    const answer = await visitor(house.base).send('/customers?_rsc=1', {
      headers: { [name]: name.startsWith('x-') ? Array(5).fill('middleware').join(':') : '1' },
    })
    expect([303, 307]).toContain(answer.status)
  })

  test('the set-up page is gone', async () => expect((await visitor(house.base).send('/setup')).status).toBe(404))
  test('another host is misdirected', async () =>
    expect((await visitor(house.base).send('/login', { headers: { host: 'evil.example' } })).status).toBe(421))
  test('health tells no secret', async () => {
    const { status, text } = await visitor(house.base).send('/health')
    expect(status).toBe(200)
    expect(text).not.toMatch(/secret|password|恒屹|\/tmp/)
  })

  test.each(['//evil.example', 'https:evil', '/\\evil', 'javascript:alert(1)', 'https://evil.example/'])(
    'next=%s stays here (C-09)',
    async (next) => {
      const one = visitor(house.base)
      const answer = await one.post(
        await one.get(`/login?next=${encodeURIComponent(next)}`),
        { id: 'login' },
        { login: 'admin', password: 'Xiamen#2048zu' },
      )
      expect(answer.headers.location).toBe('/')
    },
  )
})

describe('a post from elsewhere changes nothing', () => {
  test.each<[string, Record<string, string>]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['a null origin', { origin: 'null' }],
    ['cross-site without an origin', { origin: '', 'sec-fetch-site': 'cross-site' }],
    ['neither origin nor site, with a cookie', { origin: '' }],
  ])('%s', async (_, headers) => {
    const before = await total()
    const page = await house.admin.get('/customers/new')
    const sent = Object.fromEntries(Object.entries({ origin: house.base, ...headers }).filter(([, value]) => value !== ''))
    const { type, body } = multipart(filled(formIn(page, { id: 'customer' }), customer))
    const answer = await bare(house.admin.jar.header() ?? '', body, { 'content-type': type, ...sent })
    expect(answer).toBe(403)
    expect(await total()).toBe(before)
  })

  test('the wire format of actions is not spoken here', async () => {
    const answer = await post(await house.admin.get('/customers/new'), customer, { 'next-action': 'a'.repeat(40) })
    expect(answer.status).toBe(400)
  })
})

test('an unknown action is told that the page is out of date (A-10)', async () => {
  const page = await house.admin.get('/customers/new')
  const entries = filled(formIn(page, { id: 'customer' }), customer).map(([name, value]): [string, string] => [
    name,
    name.startsWith('$ACTION') ? String(value).replace(/[0-9a-f]{40,}/g, 'f'.repeat(42)) : String(value),
  ])
  const { type, body } = multipart(entries)
  const answer = await house.admin.send('/customers/new', { method: 'POST', headers: { 'content-type': type }, body })
  expect(answer.status).toBe(409)
  expect(answer.text).not.toMatch(/at \w+ \(|node_modules/)
})

test('an oversized form is refused with a sentence (J-07)', async () => {
  const answer = await post(await house.admin.get('/customers/new'), { ...customer, note: '长'.repeat(600_000) }, {})
  expect(answer.status).toBe(413)
  expect(answer.text).toContain('提交的内容过大')
})

test.each([
  ['/customers/999999', 404],
  ['/customers/abc', 404],
  ['/nothing', 404],
  ['/refusal/500', 404],
  ['/customers?page=1e9&size=-1&sort=name);drop&level[]=x&q=%25', 200],
  ['/_next/data/x.json', 404],
  ['/%00', 404],
])('%s answers %i, in Chinese', async (path, status) => {
  const answer = await house.admin.send(path)
  expect(answer.status).toBe(status)
  if (status !== 200) expect(answer.text).toMatch(/找不到|无法识别/)
})

test('TRACE and its kin are not spoken', async () => {
  expect((await fetch(`${house.base}/login`, { method: 'PUT' })).status).toBe(405)
})

test('every answer carries its headers, and no page a script of the framework (C-10)', async () => {
  const page = await house.admin.get('/customers')
  const css = /href="(\/_next\/static\/[^"]+\.css[^"]*)"/.exec(page.text)?.[1] ?? ''
  const answers = await Promise.all(['/customers', '/login', '/nothing', '/health', '/kehu.js', css].map((path) => house.admin.send(path)))
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/)
    expect(headers['content-security-policy']).toMatch(
      /object-src 'none'.*frame-ancestors 'none'|frame-ancestors 'none'.*object-src 'none'/,
    )
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin' })
    expect(headers).toHaveProperty('referrer-policy')
    expect(headers).not.toHaveProperty('x-powered-by')
  }
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.text.match(/<script[^>]*>/g)?.every((tag) => tag.includes('data-ours'))).toBe(true)
  expect(page.text).not.toMatch(/self\.__next|as="script"/)
})

/** A post with exactly these headers: fetch and its kin add their own. */
async function bare(cookie: string, body: Buffer, headers: Record<string, string>) {
  const { request } = await import('node:http')
  return new Promise<number>((resolve, reject) => {
    const req = request(
      `${house.base}/customers/new`,
      { method: 'POST', headers: { cookie, 'content-length': String(body.length), ...headers } },
      (res) => {
        res.resume()
        resolve(res.statusCode ?? 0)
      },
    )
    req.once('error', reject)
    req.end(body)
  })
}
