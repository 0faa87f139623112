import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readXlsx } from '#lib/formats/xlsx'
import { ADMIN, aHouse } from '../house.ts'
import { type Visitor, visitor } from '../http/client.ts'

let house: Awaited<ReturnType<typeof aHouse>>
let admin: Visitor

beforeAll(async () => {
  house = await aHouse({ demo: true })
  admin = house.admin
})
afterAll(() => house.stop())

const open = () => new Database(join(house.data, 'crm.db'))
function ask<T>(sql: string, ...values: unknown[]): T[] {
  const db = open()
  const rows = db.prepare(sql).all(...values) as T[]
  db.close()
  return rows
}
const lines = (sheet: Buffer) => sheet.toString('utf8').slice(1).split('\r\n').filter(Boolean)
const exportBy = async (who: Visitor, query: string, values: Record<string, string>) =>
  who.post(await who.get(`/customers/export?${query}`), { id: 'export' }, { format: 'csv', reason: '季度盘点', ...values })
const LEVEL = 'level=vip&sort=name'

test('the list leaves as it stands: a sheet with watermark, heads and every row, and the record knows (G-07)', async () => {
  const page = await admin.get(`/customers/export?${LEVEL}`)
  const [{ n }] = ask<{ n: number }>("select count(*) as n from customers where level = 'vip' and deleted_at is null") as [{ n: number }]
  expect(n).toBeGreaterThan(0)
  for (const words of [`${n} 位`, '客户等级 VIP客户', '138****5678', '按客户名称升序']) expect(page.text).toContain(words)
  const answer = await exportBy(admin, LEVEL, {})
  expect(answer.status).toBe(200)
  expect(answer.headers['content-disposition']).toMatch(/^attachment; .*filename\*=UTF-8''%E5%AE%A2%E6%88%B7-\d{8}-\d{4}\.csv$/)
  expect(answer.headers['cache-control']).toContain('no-store')
  const [mark, heads, ...rows] = lines(answer.body)
  for (const words of ['导出人：周岚', `条数：${n}`, '客户等级 VIP客户']) expect(mark).toContain(words)
  expect(heads).toMatch(/^客户编号,客户名称,联系人姓名,联系方式,/)
  expect(rows).toHaveLength(n)
  expect(answer.text).not.toMatch(/1300000\d{4}/)
  expect(ask("select why, outcome from audit_log where action = 'customer.export'")).toEqual([{ why: '季度盘点', outcome: 'done' }])
  expect((await admin.get('/audit?action=customer.export')).text).toContain('季度盘点')
})

test('the same as a workbook', async () => {
  const answer = await exportBy(admin, LEVEL, { format: 'xlsx', span: 'all' })
  const [mark, heads, ...rows] = await readXlsx(answer.body)
  expect(mark?.[0]).toContain('导出人：周岚')
  expect(heads).toContain('统一社会信用代码')
  expect(String(mark?.[0])).toContain(`条数：${rows.length}`)
})

test('without a reason it leads back to the form, which says so and keeps the rest', async () => {
  const answer = await exportBy(admin, LEVEL, { reason: ' ' })
  expect(answer.status).toBe(303)
  const page = await admin.follow(answer)
  expect(page.text).toContain('请填写导出原因')
  expect(page.text).toMatch(/value="csv"[^>]*checked|checked[^>]*value="csv"/)
  expect(page.text).toContain('客户等级 VIP客户')
})

test('many rows need the password again; a wrong one is on record and counts (G-07)', async () => {
  plant(250)
  const page = await admin.get('/customers/export?q=多多')
  expect(page.text).toContain('name="password"')
  const refused = await admin.follow(await exportBy(admin, 'q=多多', {}))
  expect(refused.text).toContain('请再次输入登录密码')
  const wrong = await admin.follow(await exportBy(admin, 'q=多多', { password: 'falsch' }))
  expect(wrong.text).toContain('密码不正确')
  expect(wrong.text).not.toContain('falsch')
  expect(ask("select outcome from audit_log where action = 'customer.export' and why like '%密码不正确'")).toHaveLength(1)
  expect(lines((await exportBy(admin, 'q=多多', { password: ADMIN.password })).body)).toHaveLength(252)
})

test('who may not gets neither form nor sheet; a stranger is led to the door; a foreign origin stays outside', async () => {
  const sales = await house.as('sales1')
  expect((await sales.get('/customers/export')).status).toBe(403)
  expect((await sales.send('/customers/export/file', { method: 'POST' })).status).toBe(403)
  expect((await visitor(house.base).send('/customers/export/file', { method: 'POST', headers: { accept: '*/*' } })).status).toBe(401)
  expect((await admin.send('/customers/export/file', { method: 'POST', headers: { origin: 'https://evil.example' } })).status).toBe(403)
  const manager = await house.as('manager')
  const [mark, , ...rows] = lines((await exportBy(manager, '', { password: ADMIN.password })).body)
  const [{ n }] = ask<{ n: number }>(
    "select count(*) as n from customers where deleted_at is null and department_id = (select department_id from users where login = 'manager')",
  ) as [{ n: number }]
  expect(rows).toHaveLength(n)
  expect(mark).toContain(`条数：${n}`)
})

test('follow-ups leave by their own form', async () => {
  const page = await admin.get('/follow-ups/export?method=visit')
  expect(page.text).toContain('跟进方式 上门拜访')
  const answer = await admin.post(page, { id: 'export' }, { format: 'csv', reason: '核对拜访', password: ADMIN.password })
  const [{ n }] = ask<{ n: number }>(
    "select count(*) as n from follow_ups join customers c on c.id = customer_id where method = 'visit' and c.deleted_at is null",
  ) as [{ n: number }]
  expect(answer.text.match(/,上门拜访,/g)).toHaveLength(n)
})

test('ticked customers get a tag and a level together, and the list says to how many', async () => {
  const ids = ask<{ id: number }>("select id from customers where name like '多多%' order by id limit 3").map(({ id }) => id)
  const page = await admin.get(`/customers/bulk?deed=tag&${ids.map((id) => `ids=${id}`).join('&')}&query=q%3D%E5%A4%9A%E5%A4%9A`)
  expect(page.text).toContain('3 位客户')
  const tagged = await admin.submit(page, { id: 'bulk' }, { tag: '年检' })
  expect(tagged.url).toContain('q=')
  expect(tagged.text).toContain('已为 3 位客户添加标签')
  expect(ask("select count(*) as n from customers where tags like '%年检%'")).toEqual([{ n: 3 }])
})

test('all that a filter finds change hands together; what is out of reach stops the whole deed (B-09)', async () => {
  const [to] = ask<{ id: number }>("select id from users where login = 'sales2' or login = 'sales1' order by login desc limit 1") as [
    { id: number },
  ]
  const page = await admin.get('/customers/bulk?deed=assign&all=1&query=q%3D%E5%A4%9A%E5%A4%9A')
  expect(page.text).toContain('250 位客户')
  const done = await admin.submit(page, { id: 'bulk' }, { ownerId: String(to.id) })
  expect(done.text).toContain('已为 250 位客户更换负责人')
  expect(ask('select count(*) as n from customers where name like ? and owner_id = ?', '多多%', to.id)).toEqual([{ n: 250 }])
  // Once more nothing is left to change, and that is no error; the way back takes all of them.
  const again = await admin.submit(
    await admin.get('/customers/bulk?deed=assign&all=1&query=q%3D%E5%A4%9A%E5%A4%9A'),
    { id: 'bulk' },
    { ownerId: String(to.id) },
  )
  expect(again.text).toContain('已为 250 位客户更换负责人')
  const undone = await admin.submit(done, { button: '撤销' })
  expect(undone.text).toContain('已撤销')
  expect(ask('select count(*) as n from customers where name like ? and owner_id = ?', '多多%', to.id)).toEqual([{ n: 0 }])
  const manager = await house.as('manager')
  const [own] = ask<{ id: number }>(
    "select id from customers where deleted_at is null and department_id = (select department_id from users where login = 'manager') limit 1",
  ) as [{ id: number }]
  const [foreign] = ask<{ id: number }>(
    "select id from customers where deleted_at is null and department_id is null or department_id <> (select department_id from users where login = 'manager') limit 1",
  )
  const form = await manager.get(`/customers/bulk?deed=level&ids=${own.id}&ids=${foreign?.id ?? 999_999}`)
  const refused = await manager.submit(form, { id: 'bulk' }, { level: 'strategic' })
  expect(refused.text).toContain('找不到其中 1 位客户')
  expect(ask("select level from customers where id = ? and level = 'strategic'", own.id)).toEqual([])
})

test('into the bin together, and one of them back again', async () => {
  const page = await admin.get('/customers/bulk?deed=delete&all=1&query=q%3D%E5%A4%9A%E5%A4%9A')
  const done = await admin.submit(page, { id: 'bulk' })
  expect(done.text).toContain('250 位客户已移入回收站')
  expect((await admin.get('/customers?q=多多')).text).toContain('没有符合条件的客户')
  const bin = await admin.get('/customers/recycle?q=多多公司7&size=20')
  expect(bin.text).toContain('30 天')
  expect(bin.text).toContain('周岚')
  const back = await admin.submit(bin, { button: '恢复' })
  expect(back.text).toContain('客户已恢复')
  expect((await admin.get('/customers?q=多多')).text).toContain('多多公司7')
  expect((await (await house.as('boss')).get('/customers/recycle')).status).toBe(403)
})

test('a view keeps the question, for all who see their own answer to it; only its owner changes it (7.12)', async () => {
  const form = await admin.get('/customers/views/new?level=vip&sort=name&page=3&evil=%3Cscript%3E')
  const kept = await admin.submit(form, { id: 'view' }, { name: '重点客户', shared: 'on' })
  expect(new URL(kept.url).searchParams.toString()).toBe('level=vip&sort=name&done=viewSaved')
  expect(ask('select query, shared from saved_views')).toEqual([{ query: 'level=vip&sort=name', shared: 1 }])
  const sales = await house.as('sales1')
  expect((await sales.get('/customers')).text).toContain('重点客户')
  expect((await sales.get('/customers/views')).text).not.toContain('删除视图')
  const [{ id }] = ask<{ id: number }>('select id from saved_views') as [{ id: number }]
  expect((await sales.get(`/customers/views/${id}`)).status).toBe(404)
  const renamed = await admin.submit(await admin.get(`/customers/views/${id}`), { id: 'view' }, { name: 'VIP 名单', shared: undefined })
  expect(renamed.text).toContain('VIP 名单')
  expect((await sales.get('/customers')).text).not.toContain('VIP 名单')
  expect((await admin.submit(await admin.get('/customers/views'), { button: '删除视图' })).text).toContain('视图已删除')
})

test('columns are one’s own, in one’s own order, on the screen and in the sheet', async () => {
  const form = await admin.get('/customers/columns')
  const saved = await admin.submit(
    form,
    { id: 'columns' },
    { shown: ['source', 'name', 'email'], 'place-source': '2', 'place-name': '1', 'place-email': '3' },
  )
  expect(saved.text).toContain('列设置已保存')
  expect(headsIn(saved.text)).toEqual(['客户名称', '客户来源', '邮箱'])
  expect(lines((await exportBy(admin, LEVEL, {})).body)[1]).toBe('客户编号,客户名称,客户来源,邮箱')
  expect(headsIn((await (await house.as('sales1')).get('/customers')).text)).toContain('最近跟进')
  const again = await admin.submit(await admin.get('/customers/columns'), { id: 'columns', button: '恢复默认' })
  expect(headsIn(again.text)).toContain('最近跟进')
})

const headsIn = (html: string) => [...html.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, inner]) => inner!.replace(/<[^>]*>/g, ''))

// More customers than leave without the password, found by a word of their own.
function plant(count: number) {
  const db = open()
  const insert = db.prepare(
    `insert into customers (number, type, name, name_key, name_pinyin, contact, contact_masked, phone, phone_masked, owner_id, department_id, created_on, created_at, updated_at)
     select ?, type, ?, ?, 'duoduo', contact, contact_masked, phone, phone_masked, owner_id, department_id, created_on, created_at, updated_at from customers where deleted_at is null order by id limit 1`,
  )
  const words = db.prepare(
    "insert into customer_terms select id, '多 多多 公司 lvl_normal own_' || coalesce(owner_id, 0) || ' dep_' || coalesce(department_id, 0) from customers where id = ?",
  )
  db.transaction(() => {
    for (let n = 0; n < count; n++) words.run(insert.run(`D${n}`, `多多公司${n}`, `多多公司${n}`).lastInsertRowid)
  })()
  db.close()
}
