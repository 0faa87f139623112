import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complaintsOf, enter, openBrowser } from '../browser.ts'
import { ADMIN, aHouse } from '../house.ts'

let browser: Browser
let house: Awaited<ReturnType<typeof aHouse>>
beforeAll(async () => {
  ;[house, browser] = [await aHouse({ demo: true }), await openBrowser()]
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

function withData<T>(work: (db: Database.Database) => T): T {
  const db = new Database(join(house.data, 'crm.db'))
  const found = work(db)
  db.close()
  return found
}
const ask = <T>(sql: string, ...values: unknown[]): T[] => withData((db) => db.prepare(sql).all(...values) as T[])

/** A manager sees whom a strategy reaches, switches it on, and within moments it lies on the right desk, words and all. */
describe.each([
  ['with scripts', true, 0],
  ['without scripts', false, 1],
] as const)('%s', (_, javaScriptEnabled, nth) => {
  let heard: string[]
  let page: Page
  let mine: { id: number; name: string }[]
  const name = `季度问候${nth}`

  const as = async (login: string) => {
    page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })).newPage()
    page.setDefaultTimeout(12_000)
    heard = complaintsOf(page)
    await enter(page, house.base, login, ADMIN.password)
  }
  const press = async (label: string) => {
    await page.getByRole('button', { name: label, exact: true }).filter({ visible: true }).first().click()
    await page.waitForLoadState('networkidle')
  }
  const main = () => page.locator('main').innerText()

  // Three customers of one account manager, and nobody else, have a label of its own.
  beforeAll(() => {
    mine = ask(
      "select c.id, c.name from customers c join users u on u.id = c.owner_id where u.login = 'sales1' and c.deleted_at is null and c.status = 'normal' order by c.id limit 3 offset ?",
      nth * 3,
    )
    withData((db) => {
      // Nobody has it by its rule; these have it by hand, whatever the machine works out meanwhile.
      const rule = JSON.stringify({ kind: 'any', groups: [[{ field: 'purchases', op: 'gte', value: 10_000, window: 12 }]] })
      const tier = db
        .prepare("insert into tiers (name, dimension, rule, priority, updated_at) values (?, '试点', ?, 50, 0)")
        .run(`试点客户${nth}`, rule).lastInsertRowid
      for (const { id } of mine) {
        db.prepare("insert into customer_tiers (customer_id, tier_id, since, by_hand) values (?, ?, '2026-01-01', 1)").run(id, tier)
        db.prepare(
          "insert into tier_overrides (customer_id, tier_id, has, reason, until, at) values (?, ?, 1, '试点', '2099-01-01', 0)",
        ).run(id, tier)
      }
      db.prepare('update contacts set agrees_marketing = 0 where customer_id in (?, ?, ?)').run(...mine.map(({ id }) => id))
    })
  })

  test('a strategy is written down; what is wrong stands at its field, what was typed stays', async () => {
    await as('manager')
    await page.goto(`${house.base}/strategies`)
    await page.getByRole('link', { name: '新建策略' }).first().click()
    await page.getByRole('heading', { level: 1, name: '新建策略' }).waitFor()
    await page.getByLabel('策略名称').fill(name)
    await page.getByLabel('分层标签').selectOption({ label: `试点客户${nth}（试点）` })
    await page.locator('[name=kind]').selectOption({ label: '培育内容' })
    await page.getByLabel(/短信、微信文案/).check()
    await page.getByLabel('推送内容').fill('{客户名称} 您好，{优惠码}，电话 {经理电话}')
    await press('保存策略')
    await page.getByText('不认识 {优惠码}').first().waitFor()
    await page.getByLabel('推送内容').fill('{客户名称} 您好，有事请打 {经理电话}。{公司名称} {客户经理}')
    await press('保存策略')
    await page.getByText('不认识 {优惠码}').first().waitFor({ state: 'detached' })
    await page.getByText('只能推送给同意接收的客户，请勾选').first().waitFor()
    await page.getByLabel('营销内容').check()
    await press('保存策略')
    await page.getByRole('heading', { level: 1, name }).waitFor()
    const text = await main()
    expect(text).toMatch(/3\s*位\s*有这个标签的客户/)
    expect(text).toMatch(/0\s*位\s*启用后推送/)
    expect(text).toMatch(/未同意营销\s*3/)
    expect(heard).toEqual([])
  })

  test('the account manager fills in a card and puts down who agreed and who refused', async () => {
    await as('sales1')
    await page.goto(`${house.base}/account`)
    await page.getByLabel('对外电话').fill('0512-66668888')
    await press('保存名片')
    await page.getByText('对外名片已保存').waitFor()
    for (const [at, wish] of [
      [0, /同意接收/],
      [1, /不再接收/],
    ] as const) {
      await page.goto(`${house.base}/customers/${mine[at]!.id}`)
      await page.getByRole('link', { name: '登记营销意愿' }).click()
      await page.getByLabel(wish).check()
      await page.getByLabel('来源').fill('电话告知')
      await press('保存')
      await page.locator('#strategies').waitFor()
      expect(await page.locator('#strategies').innerText()).toMatch(wish)
    }
    expect(heard).toEqual([])
  })

  test('switched on, it lies on the account manager’s desk with the words to send, for whoever agreed alone', async () => {
    await as('manager')
    await page.goto(`${house.base}/strategies?q=${encodeURIComponent(name)}`)
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    expect(await main()).toMatch(/1\s*位\s*启用后推送/)
    await page.locator('summary', { hasText: '启用策略' }).click()
    await press('启用策略')
    await page.getByText('执行中').first().waitFor()
    await expect
      .poll(() => ask('select p.id from strategy_pushes p join strategies s on s.id = p.strategy_id where s.name = ?', name).length, {
        timeout: 20_000,
      })
      .toBe(1)
    await as('sales1')
    const [strategy] = ask<{ id: number }>('select id from strategies where name = ?', name)
    await page.goto(`${house.base}/strategies/pushes?strategy=${strategy!.id}`)
    const text = await main()
    expect(text).toContain(`${mine[0]!.name} 您好，有事请打 0512-66668888。恒屹精密机械有限公司`)
    expect(text).toContain('回复 T 退订')
    for (const { name: other } of mine.slice(1)) expect(text).not.toContain(`${other} 您好`)
    await page.getByRole('button', { name: `${mine[0]!.name} 已送达` }).click()
    await page.getByText('没有待送达的推送').waitFor()
    expect(heard).toEqual([])
  })

  test('the manager sees what came of it, and every number leads to its rows', async () => {
    await as('manager')
    const [strategy] = ask<{ id: number }>('select id from strategies where name = ?', name)
    await page.goto(`${house.base}/strategies/${strategy!.id}`)
    const row = page
      .locator('table', { has: page.getByText('推送效果') })
      .locator('tbody tr')
      .first()
    expect((await row.innerText()).split(/\s+/).slice(-4)).toEqual(['1', '1', '0', '-'])
    await row.getByRole('link', { name: '1' }).nth(1).click()
    await page.getByText('已送达：').waitFor()
    const text = await main()
    expect(text).toContain(mine[0]!.name)
    expect(text).not.toContain(mine[2]!.name)
    expect(heard).toEqual([])
  })
})

test('the pushes behind a number leave as a sheet, for a reason, without a raw number', async () => {
  const manager = await house.as('manager')
  const [strategy] = ask<{ id: number; name: string; phone: string }>(
    "select s.id, c.name, c.phone from strategy_pushes p join strategies s on s.id = p.strategy_id join customers c on c.id = p.customer_id where s.name = '季度问候0'",
  )
  const { id, name, phone } = strategy!
  const form = await manager.get(`/strategies/${id}/export?show=done`)
  expect((await manager.submit(form, { has: 'reason' }, { format: 'csv' })).text).toContain('请填写导出原因')
  const sheet = await manager.post(form, { has: 'reason' }, { reason: '季度盘点', format: 'csv' })
  expect(sheet.headers['content-type']).toContain('text/csv')
  for (const word of ['策略名称', '季度问候0', name, '已送达']) expect(sheet.text).toContain(word)
  expect(sheet.text).not.toContain(phone)
  expect((await (await house.as('desk')).get(`/strategies/${id}/export`)).status).toBe(403)
})

test('suggested strategies come as drafts, for labels that have none of the kind', async () => {
  withData((db) => db.prepare("delete from strategies where kind = 'wakeUp' and id not in (select strategy_id from strategy_pushes)").run())
  const manager = await house.as('manager')
  const taken = await manager.submit(await manager.get('/strategies'), { button: '采用建议策略' })
  expect(taken.text).toContain('休眠客户唤醒回访')
  expect(ask('select active from strategies where name = ?', '休眠客户唤醒回访')).toEqual([{ active: 0 }])
  const again = await manager.submit(await manager.get('/strategies'), { button: '采用建议策略' })
  expect(again.text).toContain('建议的策略都已经有了')
})

test('who may not see strategies meets no page of theirs, and nobody meets another’s push (B-01)', async () => {
  const sales = await house.as('sales1')
  expect((await sales.get('/strategies')).status).toBe(403)
  expect((await sales.get('/strategies/1')).status).toBe(403)
  expect((await (await house.as('tech1')).get('/strategies/pushes')).status).toBe(403)
  const other = await house.as('sales2')
  const [pushed] = ask<{ name: string }>(
    "select c.name from strategy_pushes p join strategies s on s.id = p.strategy_id join customers c on c.id = p.customer_id where s.name like '季度问候%'",
  )
  expect((await other.get('/strategies/pushes?state=all')).text).not.toContain(pushed!.name)
})
