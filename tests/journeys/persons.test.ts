import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN, aHouse } from '../house.ts'
import { type Visitor, visitor } from '../http/client.ts'

const WHO = { contact: '诸葛听雨', phone: '13977776666', email: 'ting.yu@example.cn', address: '苏州市听雨巷 6 号' }
const customer = { type: 'company', name: '苏州听风电子科技有限公司', industry: 'C39', source: '转介绍', ...WHO }

let house: Awaited<ReturnType<typeof aHouse>>
let sales: Visitor
let id: string
beforeAll(async () => {
  house = await aHouse({ demo: true })
  sales = await house.as('sales1')
  const made = await sales.submit(await sales.get('/customers/new'), { id: 'customer' }, customer)
  id = /customers\/(\d+)/.exec(made.url)![1]!
})
afterAll(() => house.stop())

function ask<T>(sql: string, ...values: unknown[]): T[] {
  const db = new Database(join(house.data, 'crm.db'), { readonly: true })
  const rows = db.prepare(sql).all(...values) as T[]
  db.close()
  return rows
}
const bytesHolding = (word: string) =>
  ['crm.db', 'crm.db-wal'].filter((name) => existsSync(join(house.data, name)) && readFileSync(join(house.data, name)).includes(word))
const versionOf = () => ask<{ version: number; owner: number }>('select version, owner_id as owner from customers where id = ?', id)[0]!

/* Rights and masks. */

test('no owner is changed by whoever may not, not by a field beside the form, not by the page for it (B-06)', async () => {
  const { owner } = versionOf()
  const page = await sales.get(`/customers/${id}/edit`)
  const answer = await sales.post(
    { ...page, text: page.text.replace('name="version"', 'name="ownerId" value="1"/><input type="hidden" name="version"') },
    { id: 'customer' },
    { note: '换人' },
  )
  expect(answer.text).toContain('不认识的内容')
  expect((await sales.get(`/customers/${id}/assign`)).status).toBe(403)
  expect(versionOf().owner).toBe(owner)
})

test.each([
  ['a page', {}],
  ['a swap', { 'hx-request': 'true', 'hx-target': 'main' }],
  ['flight', { rsc: '1', 'next-router-prefetch': '1' }],
])('%s of an archive, a list and a search shows masks alone (B-11, I-01)', async (_, headers) => {
  for (const path of [
    `/customers/${id}`,
    `/customers/${id}?show=changes`,
    '/customers?q=77776666',
    `/customers/${id}/edit`,
    '/customers',
  ]) {
    const { text, status } = await sales.send(path, { headers: headers as Record<string, string> })
    expect(status, path).toBe(200)
    for (const raw of [WHO.phone, WHO.email, WHO.contact]) expect(text.includes(raw), `${raw} on ${path}`).toBe(false)
  }
  expect((await sales.get(`/customers/${id}`)).text).toContain('139****6666')
})

test('of two who edit at once the second sees what the first did, keeps what was typed, and overwrites nothing (J-02)', async () => {
  const [one, two] = [await sales.get(`/customers/${id}/edit`), await house.admin.get(`/customers/${id}/edit`)]
  expect((await sales.submit(one, { id: 'customer' }, { note: '第一个人写的' })).url).toContain('done=saved')
  const late = await house.admin.post(two, { id: 'customer' }, { note: '第二个人写的' })
  expect(late.text).toContain('在你打开之后被改过')
  expect(late.text).toContain('第一个人写的')
  expect(late.text).toContain('第二个人写的')
  expect(ask<{ note: string }>('select note from customers where id = ?', id)).toEqual([{ note: '第一个人写的' }])
})

/* A person asks for their data. */

const chosen = () => `/settings/persons/found?ids=customer-${id}`

test('whoever may not sees none of it; a stranger is led to the door (I-03)', async () => {
  for (const path of ['/settings/persons', chosen(), '/settings/persons/erasures/1']) expect((await sales.get(path)).status, path).toBe(403)
  expect((await visitor(house.base).get('/settings/persons')).url).toContain('/login')
  const form = await house.admin.get(chosen())
  expect((await sales.post(form, { id: 'copy' }, { reason: '看看' })).status).toBe(403)
  expect((await sales.post(form, { id: 'erase' }, { reason: '看看', password: ADMIN.password, sure: 'on' })).status).toBe(403)
  expect((await house.admin.get('/settings/persons/erasures/999')).status).toBe(404)
  expect((await (await house.as('boss')).get('/settings/persons')).status).toBe(200)
})

test('found by the whole number, a copy leaves as a zip with reason and record; without reason it comes back (I-03)', async () => {
  const page = await house.admin.get(`/settings/persons?q=${encodeURIComponent('139 7777 6666')}`)
  expect(page.text).toContain(`value="customer-${id}"`)
  expect(page.text).toContain('139****6666')
  const refused = await house.admin.submit(await house.admin.get(chosen()), { id: 'copy' }, { reason: '' })
  expect(refused.text).toContain('请填写原因')
  const answer = await house.admin.post(await house.admin.get(chosen()), { id: 'copy' }, { reason: '本人申请查阅' })
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip'])
  const files = unzipSync(answer.body)
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['个人信息.json', '个人信息.csv']))
  const data = strFromU8(files['个人信息.json']!)
  for (const raw of [WHO.phone, WHO.email, WHO.contact, '周岚']) expect(data).toContain(raw)
  expect(ask('select 1 from audit_log where action = ? and outcome = ? and why = ?', 'person.copy', 'done', '本人申请查阅')).toHaveLength(1)
})

test('erased with reason and password, without scripts: gone to the byte, with a certificate to print (I-04)', async () => {
  await sales.submit(
    await sales.get(`/customers/${id}/follow-up`),
    { id: 'follow-up' },
    { content: `${WHO.contact} 让打 139-7777-6666`, method: 'phone' },
  )
  expect(bytesHolding(WHO.phone)).not.toEqual([])
  const wrong = await house.admin.post(
    await house.admin.get(chosen()),
    { id: 'erase' },
    { reason: '本人申请删除', address: 'on', password: 'x', sure: 'on' },
  )
  expect(wrong.text).toContain('密码不正确')
  expect(wrong.text).toContain('本人申请删除')
  const done = await house.admin.submit(
    await house.admin.get(chosen()),
    { id: 'erase' },
    { reason: '本人申请删除', address: 'on', password: ADMIN.password, sure: 'on' },
  )
  expect(done.url).toMatch(/\/settings\/persons\/erasures\/\d+\?done=erased$/)
  for (const words of ['个人信息删除证明', '本人申请删除', '最迟', '已于']) expect(done.text).toContain(words)
  for (const raw of [...Object.values(WHO), '139-7777-6666']) expect(bytesHolding(raw), raw).toEqual([])
  expect(readdirSync(house.data)).toContain('erasures.json')
  const archive = await sales.get(`/customers/${id}`)
  expect(archive.status).toBe(200)
  expect(archive.text).toContain('已删除')
  expect((await sales.get(`/customers?q=${WHO.phone}`)).text).not.toContain(customer.name)
  expect((await house.admin.get('/audit/chain')).text).toContain('链条完整')
  expect((await house.admin.get('/settings/persons')).text).toContain('本人申请删除')
})
