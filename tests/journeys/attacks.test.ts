import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, aHouse } from '../house.ts'
import { formIn, signIn, type Visitor, visitor } from '../http/client.ts'
import { filled, multipart } from '../http/forms.ts'

let house: Awaited<ReturnType<typeof aHouse>>
let sales: Visitor
beforeAll(async () => {
  house = await aHouse({ demo: true })
  sales = await house.as('sales1')
})
afterAll(() => house.stop())

const customer = {
  type: 'company',
  name: '苏州蓝澜电子科技有限公司',
  contact: '王芳',
  phone: '13812345678',
  industry: 'C39',
  source: '转介绍',
}
const count = async (one: Visitor) => Number((await one.get('/customers')).text.match(/id="count">([\d,]+)/)?.[1]?.replace(',', ''))

test('what is posted beside the form’s own fields is refused, and nothing of it is stored (B-07)', async () => {
  const before = await count(sales)
  const page = await sales.get('/customers/new')
  const { type, body } = multipart([...filled(formIn(page, { id: 'customer' }), customer), ['number', 'Q1'], ['createdAt', '1']])
  const answer = await sales.send('/customers/new', { method: 'POST', headers: { 'content-type': type }, body })
  expect(answer.text).toContain('不认识的内容')
  expect(await count(sales)).toBe(before)
})

test('a form of thousands of fields is sent back at once', async () => {
  const one = visitor(house.base)
  const page = await one.get('/login')
  const { type, body } = multipart([
    ...filled(formIn(page, { id: 'login' }), {}),
    ...Array.from({ length: 600 }, (_, i): [string, string] => [`f${i}`, '']),
  ])
  expect((await one.send('/login', { method: 'POST', headers: { 'content-type': type }, body })).status).toBe(413)
})

test('a page that was given once is not given any more when its session has ended, nor as it was when something has changed', async () => {
  const one = await house.as('sales2')
  const before = await one.get('/customers')
  expect((await one.get('/customers')).text).toBe(before.text)
  await sales.submit(await sales.get('/customers/new'), { id: 'customer' }, { ...customer, name: '刚刚登记有限公司', phone: '13900000019' })
  const mine = await sales.get('/customers')
  expect(mine.text).toContain('刚刚登记有限公司')
  expect((await one.get('/customers')).text).not.toContain('刚刚登记有限公司')
  const cookie = one.jar.header()!
  await one.send('/sign-out', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: Buffer.alloc(0) })
  const thief = await visitor(house.base).send('/customers', { headers: { cookie } })
  expect([thief.status, thief.headers.location]).toEqual([307, expect.stringContaining('/login')])
})

test('the same form sent twice makes one customer; the same key with other content makes another (J-01)', async () => {
  const before = await count(sales)
  const page = await sales.get('/customers/new')
  const values = { ...customer, name: '一次有限公司' }
  const answers = await Promise.all(Array.from({ length: 6 }, () => sales.post(page, { id: 'customer' }, values)))
  expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
  await sales.post(page, { id: 'customer' }, { ...values, name: '恒通五金制品厂', phone: '13655550199' })
  expect(await count(sales)).toBe(before + 2)
})

test('a second of the same name and number is refused without telling whose it is (B-08)', async () => {
  const other = await house.as('sales2')
  await sales.post(await sales.get('/customers/new'), { id: 'customer' }, { ...customer, name: '独一有限公司', phone: '13911112222' })
  const answer = await other.post(
    await other.get('/customers/new'),
    { id: 'customer' },
    { ...customer, name: '独一有限公司', phone: '+86 139-1111-2222' },
  )
  expect(answer.text).toContain('已经存在')
  expect(answer.text).not.toMatch(/已经存在：/)
})

test('what is hostile appears as text, everywhere (E-03)', async () => {
  const hostile = '<img src=x onerror=alert(1)></script><svg onload=alert(2)>{{7*7}}'
  const made = await sales.submit(
    await sales.get('/customers/new'),
    { id: 'customer' },
    { ...customer, name: `坏${hostile}`.slice(0, 90), phone: '13900000009', note: hostile, tags: hostile },
  )
  for (const page of [made, await sales.get('/customers'), await sales.get('/'), await house.admin.get('/audit')]) {
    expect(page.text).not.toMatch(/<img src=x|<svg onload/)
  }
  expect(made.text).toContain('&lt;img src=x')
})

test.each(['\0', '\u3164', '\u00ad', '\u200b\u2067', '\u001b'])('a name of %j alone is no name', async (name) => {
  const answer = await sales.post(await sales.get('/customers/new'), { id: 'customer' }, { ...customer, name, phone: '13900000010' })
  expect(answer.text).toContain('请填写客户名称')
})

test('an emptied form speaks Chinese at every field', async () => {
  for (const [path, id] of [
    ['/customers/new', 'customer'],
    ['/settings/users/new', undefined],
    ['/settings/departments', undefined],
  ] as const) {
    const page = await house.admin.get(path)
    const form = formIn(page, id ? { id } : { has: 'name' })
    const { type, body } = multipart(
      form.entries.filter(([name]) => String(name).startsWith('$')).map(([name, value]): [string, string] => [name, String(value)]),
    )
    const answer = await house.admin.send(path, { method: 'POST', headers: { 'content-type': type }, body })
    expect(answer.text.replace(/<[^>]*>/g, ' '), path).not.toMatch(/Invalid|expected|Too small|required/i)
  }
})

test('a role without a deed meets 403 on its page, and everything else still works', async () => {
  const tech = await house.as('tech1')
  for (const path of ['/customers', '/customers/1', '/customers/new', '/settings', '/audit', '/imports', '/settings/backups'])
    expect((await tech.get(path)).status, path).toBe(403)
  expect((await tech.get('/')).status).toBe(200)
})

test('somebody else’s customer is not there (B-01), by page or by post (B-02, B-03)', async () => {
  const mine = await sales.submit(
    await sales.get('/customers/new'),
    { id: 'customer' },
    { ...customer, name: '我的有限公司', phone: '13900000011' },
  )
  const id = /customers\/(\d+)/.exec(mine.url)![1]!
  const other = await house.as('sales2')
  for (const path of ['', '/edit', '/follow-up', '/reveal', '/todo'])
    expect((await other.get(`/customers/${id}${path}`)).status, path).toBe(404)
  const form = await sales.get(`/customers/${id}/follow-up`)
  const answer = await other.post(form, { id: 'follow-up' }, { content: '偷看' })
  expect(answer.status).toBe(404)
})

describe('signing in', () => {
  test('a replayed cookie is dead after signing out (D-03)', async () => {
    const one = await signIn(house.base, 'agent2', ADMIN.password)
    const cookie = one.jar.header() ?? ''
    await one.post(await one.get('/'), { button: '退出登录' })
    const again = await visitor(house.base).send('/', { headers: { cookie } })
    expect([303, 307]).toContain(again.status)
  })

  test('unknown, wrong and right-after-five-wrong get one answer; the wait does not meet a known device (D-06)', async () => {
    const one = visitor(house.base)
    const answer = async (login: string, password: string) =>
      (await one.post(await one.get('/login'), { id: 'login' }, { login, password })).text.match(/登录失败[^<&]*/)?.[0]
    const unknown = await answer('nobody', 'x')
    for (let i = 0; i < 5; i++) expect(await answer('agent1', 'wrong')).toBe(unknown)
    expect(await answer('agent1', ADMIN.password)).toBe(unknown)
    expect(unknown).toBeTruthy()
  })

  test('one address may fail fifty times, even all at once; then it is told to wait (D-07)', async () => {
    const one = visitor(house.base)
    const page = await one.get('/login')
    const answers = []
    for (let i = 0; i < 60; i++) answers.push(await one.post(page, { id: 'login' }, { login: `n${i}`, password: 'x' }))
    expect(answers.at(-1)?.status).toBe(429)
    expect(answers.at(-1)?.text).toContain('操作过于频繁')
  })
})
