import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complaintsOf, enter, openBrowser } from '../browser.ts'
import { ADMIN, aHouse } from '../house.ts'
import type { Visitor } from '../http/client.ts'

const THEIRS = { name: '苏州鼍龙精密机械有限公司', phone: '13912345678' }
const typed = {
  name: '鼍龙精密机械(苏州)有限公司',
  contact: '李雷',
  phone: '13700001111',
  industry: 'C34 通用设备制造业',
  source: '转介绍',
  note: '展会上认识',
}

let house: Awaited<ReturnType<typeof aHouse>>
let browser: Browser
let admin: Visitor
let sales: Visitor

beforeAll(async () => {
  ;[house, browser] = [await aHouse({ demo: true }), await openBrowser()]
  admin = house.admin
  sales = await house.as('sales1')
  const made = await admin.submit(await admin.get('/customers/new'), { id: 'customer' }, { ...typed, ...THEIRS })
  expect(made.text).toContain('已保存')
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

function ask<T>(sql: string, ...values: unknown[]): T[] {
  const db = new Database(join(house.data, 'crm.db'), { readonly: true })
  const rows = db.prepare(sql).all(...values) as T[]
  db.close()
  return rows
}
const named = (name: string) => ask<{ id: number; number: string }>('select id, number from customers where name = ?', name)
const lastWhy = (action: string) =>
  ask<{ why: string }>('select why from audit_log where action = ? order by id desc limit 1', action)[0]?.why

test('without scripts: the form warns, keeps what was typed, shows only what may be shown, and saves once it is answered (W-14, N-03)', async () => {
  const warned = await sales.submit(await sales.get('/customers/new'), { id: 'customer' }, typed)
  expect(warned.text).toContain('可能已经有这位客户，还没有保存')
  for (const words of ['苏州********公司', '名称相同', '负责人 周岚', '申请协作', '仍要保存，这不是同一家', '展会上认识', typed.phone])
    expect(warned.text).toContain(words)
  expect(warned.text).not.toContain(THEIRS.name)
  expect(warned.text).not.toContain(THEIRS.phone)
  expect(warned.text).toMatch(/\/collaborations\/new\?customer=[\w-]{40,}/)
  expect(named(typed.name)).toEqual([])
  const again = await sales.submit(warned, { id: 'customer' })
  expect(again.text).toContain('仍要保存，这不是同一家')
  const mark = /name="confirmed" value="([\w-]+)"/.exec(again.text)?.[1]
  const saved = await sales.submit(again, { id: 'customer' }, { confirmed: mark })
  expect(saved.text).toContain('已保存，客户档案已生成')
  expect(named(typed.name)).toHaveLength(1)
  expect(lastWhy('customer.create')).toBe(`已确认不是同一家：${named(THEIRS.name)[0]?.number}（名称相同）`)
})

test('without scripts: 查重 looks and saves nothing; the page of its own answers, too; the list stays blind (B-08)', async () => {
  const looked = await sales.submit(
    await sales.get('/customers/new'),
    { id: 'customer', button: '查重' },
    { ...typed, name: '', phone: THEIRS.phone },
  )
  expect(looked.text).toContain('联系方式相同')
  expect(looked.text).not.toContain('仍要保存')
  expect(looked.text).toContain(`value="${THEIRS.phone}"`)
  const page = await sales.get(`/customers/check?phone=${THEIRS.phone}`)
  expect(page.text).toContain('苏州********公司')
  expect(lastWhy('duplicate.check')).toMatch(/^查重，看到 \w+（联系方式相同）$/)
  expect(ask('select 1 from audit_log where why like ?', `%${THEIRS.phone}%`)).toEqual([])
  expect((await sales.get('/customers/check?name=没有这样的名称')).text).toContain('没有发现相同或相近的客户')
  expect((await sales.get(`/customers?q=${THEIRS.phone}`)).text).toContain('没有符合条件的客户')
  expect((await admin.get(`/customers/check?phone=${THEIRS.phone}`)).text).toContain(`href="/customers/${named(THEIRS.name)[0]?.id}"`)
})

test('without scripts: what the database would refuse is said at its field, with whom to ask', async () => {
  const refused = await sales.submit(await sales.get('/customers/new'), { id: 'customer' }, { ...typed, ...THEIRS })
  expect(refused.text).toContain('同名同号码的客户已经存在')
  expect(refused.text).toContain('申请协作')
  expect(refused.text).not.toContain('仍要保存')
})

test('with scripts: it looks while one types, and the answer saves', async () => {
  const context = await browser.newContext({ baseURL: house.base })
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await enter(page, house.base, 'sales1', ADMIN.password)
  await page.goto('/customers/new')
  await page.locator('#customer-name').pressSequentially('鼍龙精密机械制造')
  await page.getByText('名称相近').first().waitFor()
  expect(await page.locator('#alike').textContent()).not.toContain('鼍龙精密机械有限公司')
  await page.locator('#customer-name').fill('昆山鼍龙模具有限公司')
  await page.getByText('没有发现相同或相近的客户').waitFor()
  await page.locator('#customer-phone').fill(THEIRS.phone)
  await page.getByText('联系方式相同').waitFor()
  await page.locator('#customer-contact').fill('韩梅')
  await page.locator('#customer-industry').fill('C34 通用设备制造业')
  await page.locator('#customer-source').selectOption('转介绍')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByLabel('仍要保存，这不是同一家').check()
  expect(await page.locator('#customer-contact').inputValue()).toBe('韩梅')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存，客户档案已生成').waitFor()
  expect(named('昆山鼍龙模具有限公司')).toHaveLength(1)
  expect(complaints).toEqual([])
  await context.close()
})

test('two archives become one, the old address leads on, and it is undone from the archive (W-15)', async () => {
  const [loser] = named(typed.name)
  const [winner] = named(THEIRS.name)
  const db = new Database(join(house.data, 'crm.db'))
  db.prepare("insert into duplicate_pairs (low_id, high_id, reason, score, found_at, seen_at) values (?, ?, 'name', 50, 1, 1)").run(
    winner!.id,
    loser!.id,
  )
  db.close()
  const list = await admin.get('/customers/duplicates')
  for (const words of [THEIRS.name, typed.name, '名称相同', '比较并合并']) expect(list.text).toContain(words)
  const [pair] = ask<{ id: number }>('select id from duplicate_pairs where low_id = ?', winner!.id)
  const compared = await admin.get(`/customers/duplicates/${pair!.id}/merge`)
  expect(compared.text).not.toContain(THEIRS.phone)
  const merged = await admin.submit(compared, { id: 'merge' }, { winner: 'low', keep_name: 'low' })
  expect(merged.url).toContain(`/customers/${winner!.id}`)
  expect(merged.text).toContain('两份档案已合并')
  expect(merged.text).toContain(`已并入 ${typed.name}`)
  expect((await admin.get(`/customers/${loser!.id}`)).url).toContain(`/customers/${winner!.id}`)
  expect((await admin.get(`/customers?q=${loser!.number}`)).text).toContain(THEIRS.name)
  expect((await admin.get('/customers/duplicates/merges')).text).toContain(loser!.number)
  const undone = await admin.submit(await admin.get(`/customers/${winner!.id}`), { button: '撤销合并' })
  expect(undone.text).toContain('合并已撤销')
  expect((await admin.get(`/customers/${loser!.id}`)).text).toContain(typed.name)
  const dismissed = await admin.submit(await admin.get('/customers/duplicates'), { button: '不是同一家' })
  expect(dismissed.text).toContain('已标记为不是同一家')
  expect((await sales.get('/customers/duplicates')).status).toBe(403)
})
