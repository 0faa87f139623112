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

function ask<T>(sql: string, ...values: unknown[]): T[] {
  const db = new Database(join(house.data, 'crm.db'), { readonly: true })
  const rows = db.prepare(sql).all(...values) as T[]
  db.close()
  return rows
}
const SENTENCE = '您提到的“对账单不固定”，我们已定为每月 5 日发出'

/** A customer says what could be better; the head puts two such words together, sees to it, and everyone who asked hears of it. */
describe.each([
  ['with scripts', true, 'sales1'],
  ['without scripts', false, 'sales2'],
] as const)('%s', (_, javaScriptEnabled, seller) => {
  let heard: string[]
  let page: Page
  let customers: { id: number; name: string }[]
  const title = `对账单不固定 ${seller}`

  const as = async (login: string) => {
    page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })).newPage()
    heard = complaintsOf(page)
    await enter(page, house.base, login, ADMIN.password)
  }
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).filter({ visible: true }).first().click()
    await page.waitForLoadState('networkidle')
  }
  const main = () => page.locator('main').innerText()

  beforeAll(() => {
    customers = ask(
      `select c.id, c.name from customers c join users u on u.id = c.owner_id where u.login = ? and c.deleted_at is null
       and c.id not in (select customer_id from suggestions) order by c.id limit 2`,
      seller,
    )
  })

  test('a salesperson writes two down on the archive; without words it is refused at the field', async () => {
    await as(seller)
    for (const { id } of customers) {
      await page.goto(`${house.base}/customers/${id}`)
      await page.getByRole('link', { name: '记一条建议' }).click()
      await page.getByLabel('建议内容').waitFor()
      await press('登记建议')
      await page.getByText('请填写建议内容').first().waitFor()
      await page.getByLabel('建议内容').fill(`对账单希望每月固定一天发 ${seller}`)
      await press('登记建议')
      await page.getByText('建议已登记').first().waitFor()
      expect(await page.locator('#suggestions').innerText()).toContain('待整理')
    }
    expect(heard).toEqual([])
  })

  test('the head of service groups them into a new idea, and it stands on the board with two askers', async () => {
    await as('desk')
    await page.goto(`${house.base}/suggestions?q=${encodeURIComponent(`固定一天发 ${seller}`)}`)
    const boxes = page.locator('tbody input[type=checkbox]')
    expect(await boxes.count()).toBe(2)
    for (const box of await boxes.all()) await box.check()
    await press('归入改进事项…')
    await page.getByRole('heading', { name: '选中的建议' }).waitFor()
    await page.locator('#create').getByRole('textbox', { name: '改进事项' }).fill(title)
    await press('新建并归入')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    for (const { name } of customers) expect(await main()).toContain(name)
    await page.goto(`${house.base}/suggestions/ideas?q=${encodeURIComponent(title)}`)
    expect(await page.locator('tbody tr').first().innerText()).toContain('2 位')
    expect(heard).toEqual([])
  })

  test('landing it needs the whole sentence, and puts one to-do on the right desk for each', async () => {
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('link', { name: '登记已落地' }).click()
    await page.getByLabel('告知客户的话').waitFor()
    expect(await page.getByLabel('告知客户的话').inputValue()).toBe(`您提到的“${title}”，我们已`)
    await page.getByLabel('落地说明').fill('财务已改流程')
    await press('登记已落地')
    await page.getByText('请把这句话写完整').first().waitFor()
    expect(await page.getByLabel('落地说明').inputValue()).toBe('财务已改流程')
    await page.getByLabel('告知客户的话').fill(SENTENCE)
    await press('登记已落地')
    await page.getByText('已登记落地').first().waitFor()
    const text = await main()
    for (const word of ['待告知', '财务已改流程', SENTENCE]) expect(text).toContain(word)
    expect(heard).toEqual([])
  })

  test('the salesperson reads the sentence on the to-do, tells one customer, and the share says so', async () => {
    await as(seller)
    const [first] = customers
    await page.goto(`${house.base}/customers/${first!.id}`)
    await page.getByText(`告知客户：${SENTENCE}`).first().waitFor()
    const [todo] = ask<{ id: number }>(
      "select id from todos where customer_id = ? and title like '告知客户：%' and status = 'open'",
      first!.id,
    )
    await page.goto(`${house.base}/customers/${first!.id}/follow-up?todo=${todo!.id}`)
    await page.getByLabel('沟通内容').fill('已告知对账单改为每月固定发出')
    await press('保存')
    await page.getByText('跟进已记录').first().waitFor()
    expect(await page.locator('#suggestions').innerText()).toContain('已告知')
    await page.goto(`${house.base}/suggestions/told?state=told`)
    expect(await main()).toContain(first!.name)
    expect(await main()).not.toContain(customers[1]!.name)
    expect(heard).toEqual([])
  })
})

test('a ticket is noted down as a suggestion by one click more, once', async () => {
  const desk = await house.as('desk')
  const [ticket] = ask<{ id: number }>(
    "select id from tickets where kind = 'inquiry' and id not in (select coalesce(ticket_id, 0) from suggestions) limit 1",
  )
  expect((await desk.get(`/tickets/${ticket!.id}`)).text).toContain(`/suggestions/new?ticket=${ticket!.id}`)
  const made = await desk.submit(await desk.get(`/suggestions/new?ticket=${ticket!.id}`), { id: 'suggestion' }, {})
  expect(made.text).toContain('已记为建议')
  expect(made.text).not.toContain(`/suggestions/new?ticket=${ticket!.id}`)
})

test('a salesperson neither groups nor lands, sees no colleague’s customer, and finds no page for it', async () => {
  const [sales, idea] = [await house.as('sales1'), ask<{ id: number }>("select id from ideas where status <> 'landed' limit 1")[0]!]
  const list = await sales.get('/suggestions?view=all&size=200')
  const others = ask<{ name: string }>(
    "select distinct c.name from suggestions s join customers c on c.id = s.customer_id join users u on u.id = c.owner_id where u.login = 'sales2' and c.id not in (select customer_id from collaborators)",
  )
  expect(others.length).toBeGreaterThan(0)
  for (const { name } of others) expect(list.text).not.toContain(name)
  expect(list.text).not.toContain('归入改进事项')
  for (const path of [
    `/suggestions/ideas/${idea.id}/land`,
    `/suggestions/ideas/${idea.id}/edit`,
    '/suggestions/sort',
    '/suggestions/export',
  ])
    expect((await sales.get(path)).status, path).toBe(403)
  expect((await sales.get('/suggestions/ideas/999999')).status).toBe(404)
  expect((await (await house.as('tech1')).get('/suggestions')).status).toBe(403)
})

test('what the head sees leaves as a sheet, with its watermark and without a raw number', async () => {
  const desk = await house.as('desk')
  const form = await desk.get('/suggestions/export?view=all')
  const sheet = await desk.submit(form, { id: 'export' }, { format: 'csv', reason: '季度改进会' })
  expect(sheet.text).toContain('导出人：何静')
  expect(sheet.text).toContain('标准机交期')
  expect(sheet.text).not.toMatch(/1300000\d{4}/)
})
