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

/** A customer rings, angry; the desk takes it down, a technician solves it, the desk rings back and closes. */
describe.each([
  ['with scripts', true, 0],
  ['without scripts', false, 1],
] as const)('%s', (_, javaScriptEnabled, nth) => {
  let heard: string[]
  let page: Page
  let path: string
  let customer: { id: number; name: string; phone: string }

  const as = async (login: string) => {
    page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })).newPage()
    heard = complaintsOf(page)
    await enter(page, house.base, login, ADMIN.password)
  }
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()
    await page.waitForLoadState('networkidle')
  }
  const main = () => page.locator('main').innerText()

  beforeAll(() => {
    const unique =
      'select id, name, phone from customers c where phone like ? and (select count(*) from customers d where d.phone = c.phone) = 1'
    customer = ask<typeof customer>(
      `${unique} and not exists (select 1 from tickets t where t.customer_id = c.id) order by id limit 2`,
      '130%',
    )[nth]!
  })

  test('the number that rings finds the customer, and four clicks later the ticket stands, in the right hands', async () => {
    await as('agent1')
    await page.goto(`${house.base}/tickets`)
    await page.getByRole('link', { name: '新建工单' }).first().click()
    await page.getByRole('heading', { level: 1, name: '新建工单' }).waitFor()
    await page.locator('#q-q').fill(customer.phone)
    await page.getByRole('button', { name: '查找', exact: true }).click()
    await page.getByRole('link', { name: '选这位客户' }).click()
    await page.getByLabel('问题描述').waitFor()
    await press('提交工单')
    await page.getByText('请填写问题描述').first().waitFor()
    await page.getByLabel('投诉类型').selectOption({ label: '产品质量' })
    await page.getByLabel('问题描述').fill('设备运行异常，影响生产效率，要求今天给说法')
    await press('提交工单')
    await page.getByRole('heading', { level: 1, name: /工单 T\d{11}/ }).waitFor()
    path = new URL(page.url()).pathname
    const text = await main()
    for (const word of ['待接收', '由技术部处理', '设备运行异常', customer.name]) expect(text).toContain(word)
    expect(text).not.toContain(customer.phone)
    expect(heard).toEqual([])
  })

  test('the technician finds it on the workbench, receives, answers and solves it; what is missing stands at its field', async () => {
    await as('tech1')
    const mine = page.locator('section', { has: page.getByRole('heading', { name: /我的工单/ }) })
    expect(await mine.innerText()).toContain('产品质量')
    await page.goto(house.base + path)
    await press('接收')
    await page.getByText('待响应').first().waitFor()
    await press('响应')
    await page.getByText('请填写处理进展').first().waitFor()
    await page.getByText(/标准答复与资料 \d+ 条/).click()
    await page.getByRole('link', { name: '填入' }).first().click()
    await expect.poll(() => page.getByLabel('处理进展').inputValue()).toMatch(/T\d{11}/)
    await page.getByLabel('处理进展').fill('已安排工程师上门检测')
    await press('响应')
    await page.getByText('处理中').first().waitFor()
    await page.getByRole('link', { name: '处理完成' }).click()
    await page.getByLabel('处理结果').fill('更换轴承，试运行正常')
    await press('处理完成')
    await page.getByText('请选择原因归类').first().waitFor()
    expect(await page.getByLabel('处理结果').inputValue()).toBe('更换轴承，试运行正常')
    await page.getByLabel('原因归类').selectOption({ label: '来料' })
    await page.getByLabel('处理方式').selectOption({ label: '上门维修' })
    await press('处理完成')
    await page.getByText('待回访').first().waitFor()
    expect(await main()).toContain('已安排工程师上门检测')
    expect(heard).toEqual([])
  })

  test('the desk rings back, notes what the customer says with a score, and closes; the archive and the list know it', async () => {
    await as('agent1')
    await page.goto(house.base + path)
    await page.getByLabel('客户反馈').fill('恢复正常，满意')
    await page.getByLabel('5 分 很满意').check()
    await press('关闭工单')
    await page.getByText('已关闭').first().waitFor()
    const text = await main()
    for (const word of ['5 分 很满意', '处理时长', '来料', '上门维修', '恢复正常，满意']) expect(text).toContain(word)
    expect(text).not.toContain('更新处理进展')
    await page.goto(`${house.base}/customers/${customer.id}`)
    expect(await page.locator('#tickets').innerText()).toMatch(/产品质量[\s\S]*已关闭[\s\S]*5 分/)
    await page.goto(`${house.base}/tickets?q=${encodeURIComponent(customer.name)}&status=closed`)
    expect(await page.locator('#list').innerText()).toContain(customer.name)
    expect(heard).toEqual([])
  })
})

test('a telephone that knows the number leads straight to the form; an unknown number says so', async () => {
  const desk = await house.as('agent2')
  const [caller] = ask<{ name: string; phone: string }>('select name, phone from customers group by phone having count(*) = 1 limit 1')
  expect((await desk.get(`/tickets/new?phone=${caller!.phone}`)).text).toContain(`${caller!.name} · `)
  expect((await desk.get('/tickets/new?phone=13911112222')).text).toContain('没有找到这位客户')
})

test('whoever rings and is no customer is passed to sales: the manager finds a form that is filled in (S0-37)', async () => {
  const desk = await house.as('agent2')
  const [found, form] = ['/tickets/new?phone=13911112223', '/tickets/caller?q=13911112223']
  expect((await desk.get(found)).text).toContain(`href="${form}"`)
  const wanting = await desk.submit(await desk.get(form), { id: 'caller' }, { name: '李建国', description: '' })
  expect(wanting.text).toContain('请填写来电内容')
  const sent = await desk.submit(await desk.get(form), { id: 'caller' }, { name: '李建国', description: '新买的设备一直异响' })
  expect(sent.url).toContain('done=callerPassed')
  const [told] = ask<{ href: string; title: string }>("select href, title from notifications where title like '%新买的设备一直异响'")
  expect(told!.title).not.toMatch(/李建国|13911112223/)
  const filled = (await (await house.as('manager')).get(told!.href)).text
  for (const part of ['value="李建国"', 'value="13911112223"', '新买的设备一直异响']) expect(filled).toContain(part)
})

test('a hand-made post of a wrong score, or against the order, changes nothing (B-12)', async () => {
  const desk = await house.as('desk')
  const [closed] = ask<{ id: number; version: number; score: number }>(
    "select id, version, score from tickets where status = 'closed' order by id desc limit 1",
  )
  const page = await desk.get(`/tickets/${closed!.id}?do=score`)
  for (const score of ['0', '6', '5 or 1=1']) {
    const answer = await desk.post(page, { id: 'score' }, { score, source: 'phone' })
    expect(answer.text).toContain('评分需为 1 至 5 的整数')
  }
  expect(ask('select id, version, score from tickets where id = ?', closed!.id)).toEqual([closed])
  expect((await desk.get(`/tickets/${closed!.id}/edit`)).status).toBe(404)
  expect((await (await house.as('sales1')).get('/tickets/999999')).status).toBe(404)
})

test('every state has its page, for each who may see it, without a raw number', async () => {
  const some = ask<{ id: number; status: string }>('select max(id) as id, status from tickets group by status')
  expect(some).toHaveLength(8)
  for (const login of ['desk', 'boss']) {
    const one = await house.as(login)
    for (const { id, status } of some) {
      const { status: code, text } = await one.get(`/tickets/${id}`)
      expect([status, code]).toEqual([status, 200])
      expect(text).not.toMatch(/(?<![\d.])1300000\d{4}(?!\d)/)
    }
  }
})

test('where one takes a ticket down or works on it stands what weighs with such a customer, and nowhere else (S1-46, S1-76)', async () => {
  const desk = await house.as('desk')
  const [known] = ask<{ id: number }>("select id from profiles where service_category = 'sme' limit 1")
  const [other] = ask<{ id: number }>(
    'select id from customers where id not in (select id from profiles where service_category is not null) limit 1',
  )
  const form = await desk.get(`/tickets/new?customer=${known!.id}`)
  expect(form.text).toContain('服务侧重：性价比、快速响应')
  expect((await desk.get(`/tickets/new?customer=${other!.id}`)).text).not.toContain('服务侧重')
  const made = await desk.submit(form, { id: 'ticket' }, { kind: 'inquiry', description: '索取产品参数' })
  expect(made.url).toContain('/tickets/')
  expect(made.text).toContain('服务侧重：性价比、快速响应')
})
