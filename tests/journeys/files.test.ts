import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verify } from '#lib/verify/verify'
import { complaintsOf, enter, openBrowser } from '../browser.ts'
import { ADMIN, aHouse, openHouse } from '../house.ts'
import { type Answer, signIn, type Visitor, visitor } from '../http/client.ts'
import { type Entry, multipartWithFile } from '../http/forms.ts'

const MB = 1024 * 1024
const plain = { accept: '*/*' }
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pdf = (bytes: number, seed = 'a') => Buffer.concat([Buffer.from(`%PDF-1.7\n${seed}`), Buffer.alloc(bytes)]).subarray(0, bytes)

let house: Awaited<ReturnType<typeof aHouse>>
let sales: Visitor
let service: Visitor
let ours: string
let theirs: string

beforeAll(async () => {
  house = await aHouse({ demo: true })
  sales = await house.as('sales1')
  service = await house.as('agent1')
  ours = await aCustomerOf(sales, '苏州附件精密机械有限公司', '13811112222')
  theirs = await aCustomerOf(house.admin, '无锡别家机电有限公司', '13811113333')
})
afterAll(() => house.stop())

async function aCustomerOf(one: Visitor, name: string, phone: string) {
  const page = await one.get('/customers/new')
  const made = await one.submit(
    page,
    { id: 'customer' },
    { type: 'company', name, contact: '王芳', phone, industry: 'C34', source: '转介绍' },
  )
  return /\/customers\/(\d+)/.exec(made.url)![1]!
}

type Sending = { to?: string; name?: string; entries?: Entry[]; headers?: Record<string, string> }
function upload(
  one: Visitor,
  bytes: Buffer,
  { to = `customer=${ours}`, name = '扫描件.pdf', entries = [['kind', 'plan']], headers = plain }: Sending = {},
) {
  const { type, body } = multipartWithFile(entries, { field: 'file', name, type: 'text/html', bytes })
  return one.send(`/files/upload?${to}`, { method: 'POST', headers: { 'content-type': type, ...headers }, body })
}

function ask<T>(question: string, ...values: unknown[]): T[] {
  const db = new Database(join(house.data, 'crm.db'), { readonly: true })
  const rows = db.prepare(question).all(...values)
  db.close()
  return rows as T[]
}
type Row = { id: number; name: string; sha256: string; bytes: number }
const rows = () => ask<Row>('select id, name, sha256, bytes from files order by id')
const incoming = () => readdirSync(join(house.data, 'files', 'incoming'))
const denials = () => ask('select 1 from audit_log where outcome = ? and action like ?', 'denied', 'file.%').length
const contents = () => readdirSync(join(house.data, 'files'), { recursive: true }).length

test.each([12 * MB, 19.9 * MB])('%d bytes come back as they went (F-08, R-21)', async (size) => {
  const bytes = pdf(Math.floor(size), String(size))
  const answer = await upload(sales, bytes)
  expect([answer.status, answer.text]).toEqual([201, expect.stringMatching(/^\d{4}年Q[1-4]方案_苏州附件精密机械有限公司(_v2)?$/)])
  const row = rows().at(-1)!
  expect(row).toMatchObject({ bytes: bytes.length, sha256: sha(bytes) })
  const back = await sales.send(`/files/${row.id}`)
  expect([back.status, sha(back.body)]).toEqual([200, sha(bytes)])
  expect(back.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  expect(back.headers['content-disposition']).toBe(
    `attachment; filename="file-${row.id}.pdf"; filename*=UTF-8''${encodeURIComponent(`${row.name}.pdf`)}`,
  )
})

describe('20.1 MB are too much, and nothing of them stays (F-07)', () => {
  const bytes = pdf(Math.floor(20.1 * MB))
  const more = pdf(25 * MB)
  test.each([
    ['with their length', bytes, undefined],
    ['in chunks', bytes, 'chunked'],
    ['25 MB in chunks', more, 'chunked'],
    ['40 MB in chunks', pdf(40 * MB), 'chunked'],
  ])('%s', async (_, content, encoding) => {
    const [before, refused] = [rows(), denials()]
    const { status, text } = encoding ? await inChunks(content) : await upload(sales, content)
    expect([status, text]).toEqual([413, expect.stringContaining('20 MB')])
    expect([rows(), incoming(), denials()]).toEqual([before, [], refused + 1])
  })

  test('a browser gets the page for it', async () => {
    const { status, text } = await upload(sales, bytes, { headers: {} })
    expect([status, text]).toEqual([413, expect.stringContaining('提交的内容过大')])
  })
})

/** A body of unknown length, whatever the answer comes first. */
function inChunks(bytes: Buffer): Promise<{ status: number; text: string }> {
  const { type, body } = multipartWithFile([['kind', 'plan']], { field: 'file', name: 'a.pdf', type: 'x/y', bytes })
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': type,
      cookie: sales.jar.header() ?? '',
      origin: house.base,
      accept: '*/*',
      'transfer-encoding': 'chunked',
    }
    const req = request(`${house.base}/files/upload?customer=${ours}`, { method: 'POST', headers }, (res) => {
      let text = ''
      res.on('data', (chunk) => (text += chunk))
      res.once('end', () => resolve({ status: res.statusCode ?? 0, text }))
    })
    req.once('error', reject)
    for (let at = 0; at < body.length; at += 65_536) req.write(body.subarray(at, at + 65_536))
    req.end()
  })
}

test.each([
  ['a.svg', '<svg onload="alert(1)"/>', 415],
  ['a.html', '<script>alert(1)</script>', 415],
  ['a.jpg', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 415],
  ['a.js', 'alert(1)', 415],
  ['a.pdf', '', 422],
])('%s is refused with a sentence, and leaves no row and no content (F-01, F-05, F-09)', async (name, text, status) => {
  const before = [rows(), contents()]
  const answer = await upload(sales, Buffer.from(text), { name })
  expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(/不支持|不符|空文件/)])
  expect([rows(), contents()]).toEqual(before)
  const page = await sales.follow(await upload(sales, Buffer.from(text), { name, headers: {} }))
  expect(page.text).toContain(`「${name}」没有上传`)
})

test('a name with a way in it stays a name (F-03)', async () => {
  for (const name of ['../../crm.db.pdf', '/etc/passwd.pdf', 'C:\\\\x\\\\y.pdf'])
    expect((await upload(sales, pdf(99, name), { name })).status).toBe(201)
  expect(ask<{ n: string }>('select original_name as n from files order by id desc limit 3').map(({ n }) => n)).toEqual([
    'y.pdf',
    'passwd.pdf',
    'crm.db.pdf',
  ])
})

test('no address but a number is one (F-04)', async () => {
  for (const path of ['..%2f..%2fcrm.db', '%00', "1'", '1e3', '0x1', '-1', '999999'])
    expect((await sales.send(`/files/${path}`)).status, path).toBe(404)
})

describe('who may not', () => {
  let id: number
  beforeAll(async () => {
    expect((await upload(house.admin, pdf(99, 'theirs'), { to: `customer=${theirs}`, entries: [['kind', 'contract']] })).status).toBe(201)
    id = rows().at(-1)!.id
  })

  test('a stranger is told to sign in (F-06)', async () => {
    const one = visitor(house.base)
    expect((await one.send(`/files/${id}`)).status).toBe(401)
    expect((await upload(one, pdf(99))).status).toBe(401)
    expect((await upload(one, pdf(99), { headers: {} })).headers.location).toBe('/login')
  })

  test('another’s file does not exist, nor a place beside it', async () => {
    const [before, refused] = [rows(), denials()]
    expect((await sales.send(`/files/${id}`)).status).toBe(404)
    expect((await upload(sales, pdf(19 * MB), { to: `customer=${theirs}` })).status).toBe(404)
    expect((await upload(sales, pdf(99), { to: `customer=${ours}&followUp=1` })).status).toBe(404)
    expect((await sales.send(`/customers/${theirs}/files`)).status).toBe(404)
    expect([rows(), incoming()]).toEqual([before, []])
    expect(denials()).toBe(refused + 4)
  })

  test('contracts are not for service (A-03)', async () => {
    expect((await service.send(`/files/${id}`)).status).toBe(403)
    const page = await service.get(`/customers/${theirs}/files`)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('合作合同_')
    expect((await upload(service, pdf(99), { to: `customer=${theirs}`, entries: [['kind', 'quote']] })).status).toBe(403)
    expect((await upload(service, pdf(99, 's'), { to: `customer=${theirs}`, entries: [['kind', 'photo']] })).status).toBe(201)
  })

  test('who reads no customers reads no files', async () => {
    expect((await (await house.as('tech1')).send(`/files/${id}`)).status).toBe(404)
  })
})

test('only what a browser shows safely is shown, under our own type (F-12)', async () => {
  await upload(sales, Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), { name: '照片.png', entries: [['kind', 'photo']] })
  const image = rows().at(-1)!.id
  await upload(sales, Buffer.from('a,b'), { name: '表.csv' })
  const sheet = rows().at(-1)!.id
  const [shown, kept] = [await sales.send(`/files/${image}?show=1`), await sales.send(`/files/${sheet}?show=1`)]
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': expect.stringMatching(/^inline/),
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  expect(kept.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment/),
  })
  const opened = await sales.send(`/files/${rows()[0]!.id}?show=1`)
  expect(opened.headers['content-security-policy']).toContain("script-src 'none'")
  const read = ask<{ n: number }>(
    'select count(*) as n from audit_log where action = ? and outcome = ? and entity_id in (?, ?)',
    'file.read',
    'done',
    image,
    sheet,
  )
  expect(read[0]!.n).toBe(2)
})

test('without scripts: posted, listed, renamed, removed, brought back', async () => {
  const path = `/customers/${ours}/files`
  const done = await sales.follow(
    await upload(sales, pdf(99, 'form'), {
      entries: [
        ['kind', 'invoice'],
        ['name', '十一月发票'],
      ],
      headers: {},
    }),
  )
  expect(done.url).toContain(`${path}?done=attached`)
  expect(done.text).toContain('十一月发票.pdf')
  expect(done.text).toContain('名称未按规范')
  const row = rows().at(-1)!
  const renamed = await sales.submit(
    await sales.get(`${path}/${row.id}`),
    { id: 'file' },
    { name: '2026年Q4发票_苏州附件精密机械有限公司' },
  )
  expect(renamed.text).toContain('2026年Q4发票_苏州附件精密机械有限公司.pdf')
  const removed = await sales.submit(only(renamed, row.id), { button: '删除附件' })
  expect(removed.url).toContain('done=fileRemoved')
  expect((await sales.send(`/files/${row.id}`)).status).toBe(404)
  expect(await service.get(path).then(({ text }) => text)).not.toContain('2026年Q4发票_')
  const restored = await sales.submit(removed, { button: '恢复' })
  expect(restored.url).toContain('done=fileRestored')
  expect((await sales.send(`/files/${row.id}`)).status).toBe(200)
})

// The page with the buttons of one file alone.
function only(page: Answer, id: number): Answer {
  const start = page.text.lastIndexOf('<tr', page.text.indexOf(`href="/files/${id}`))
  return { ...page, text: page.text.slice(start, page.text.indexOf('</tr>', start)) }
}

test('the archive tells of its files, and a follow-up of its own', async () => {
  const form = await sales.get(`/customers/${ours}/follow-up`)
  await sales.submit(form, { has: 'content' }, { content: '报价已发', method: 'phone' })
  const archive = await sales.get(`/customers/${ours}`)
  const to = /href="\/customers\/\d+\/files\?followUp=(\d+)#upload"/.exec(archive.text)![1]!
  const page = await sales.get(`/customers/${ours}/files?followUp=${to}`)
  expect(page.text).toContain('将关联到：跟进 ')
  expect((await upload(sales, pdf(99, 'follow'), { to: `customer=${ours}&followUp=${to}`, entries: [['kind', 'quote']] })).status).toBe(201)
  const after = await sales.get(`/customers/${ours}`)
  expect(after.text.match(/Q[1-4]报价单_苏州附件精密机械有限公司\.pdf/g)!.length).toBeGreaterThan(1)
})

test('with scripts several go up at once, and what is refused says why beside its name', async () => {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    const heard = complaintsOf(page)
    await enter(page, house.base, 'sales1', ADMIN.password)
    await page.goto(`${house.base}/customers/${ours}`)
    await page.locator('#files').getByRole('link', { name: '上传附件' }).click()
    await page.getByLabel('附件类型').selectOption('tender')
    const file = (name: string, bytes: Buffer) => ({ name, mimeType: 'text/html', buffer: bytes })
    const [one, two] = [file('一.pdf', pdf(3 * MB, '一')), file('二.pdf', pdf(2 * MB, '二'))]
    await page.locator('#upload-file').setInputFiles([one, two, file('坏.svg', Buffer.from('<svg/>'))])
    await page.getByRole('button', { name: '上传', exact: true }).click()
    await page.getByText('已上传 2 个，1 个没有上传。').waitFor()
    expect(await page.locator('.uploads li').filter({ hasText: '坏.svg' }).textContent()).toContain('不支持这种文件')
    await page.getByRole('link', { name: '刷新列表' }).click()
    await page
      .getByRole('link', { name: /Q[1-4]招投标文件_.*_v2\.pdf$/ })
      .first()
      .waitFor()
    await page.getByLabel('附件类型').selectOption('tender')
    await page.locator('#upload-file').setInputFiles([one, two])
    await page.getByRole('button', { name: '上传', exact: true }).click()
    await page.getByText('附件已上传').waitFor()
    await page
      .getByRole('link', { name: /_v4\.pdf$/ })
      .first()
      .waitFor()
    expect(heard).toEqual([])
  } finally {
    await browser.close()
  }
}, 60_000)

test('one that goes away in the middle leaves nothing', async () => {
  const before = rows()
  const gone = request(`${house.base}/files/upload?customer=${ours}`, {
    method: 'POST',
    headers: {
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': '999999',
      cookie: sales.jar.header() ?? '',
      origin: house.base,
    },
  })
  gone.once('error', () => undefined)
  gone.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 half')
  await expect.poll(incoming).toHaveLength(1)
  gone.destroy()
  await expect.poll(incoming).toEqual([])
  expect(rows()).toEqual(before)
})

test('killed between content and record, a start finds no row without content (R-03)', async () => {
  await house.stop(true)
  const before = rows()
  const doomed = await openHouse({ FAULT_AT: 'after-rename' }, house.data)
  const one = await signIn(doomed.base, 'sales1', ADMIN.password)
  await expect(upload(one, pdf(99, 'doomed'))).rejects.toThrow()
  const again = await openHouse({}, house.data)
  Object.assign(house, { base: again.base, stop: again.stop })
  expect([rows(), incoming()]).toEqual([before, []])
  expect(verify(house.data, join(house.data, 'crm.db')).filter(({ problem }) => problem)).toEqual([])
  const back = await signIn(again.base, 'sales1', ADMIN.password)
  expect((await upload(back, pdf(99, 'doomed'))).status).toBe(201)
})
