import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complaintsOf, enter, openBrowser } from '../browser.ts'
import { ADMIN, aHouse } from '../house.ts'
import { visitor } from '../http/client.ts'

const PHONE = { width: 360, height: 740 }
let browser: Browser
let house: Awaited<ReturnType<typeof aHouse>>
beforeAll(async () => {
  ;[house, browser] = [await aHouse({ demo: true }), await openBrowser()]
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

function ask<T>(sql: string, ...values: unknown[]): T {
  const db = new Database(join(house.data, 'crm.db'))
  const prepared = db.prepare(sql)
  const found = (prepared.reader ? prepared.get(...values) : prepared.run(...values)) as T
  db.close()
  return found
}

type Customer = { id: number; name: string; phone: string; contact: string }
/** A customer with an account manager that nobody has asked yet. */
const unasked = (nth: number) =>
  ask<Customer>(
    `select c.id, c.name, c.phone, c.contact from customers c
     where c.owner_id is not null and c.deleted_at is null and c.status = 'normal'
       and not exists (select 1 from survey_invitations i where i.customer_id = c.id) order by c.id limit 1 offset ?`,
    nth,
  )

async function deskOf(javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })).newPage()
  await enter(page, house.base, 'desk', ADMIN.password)
  return page
}

/** Asks a customer from its archive and makes the link, as one does: three clicks. */
async function linkFor(page: Page, customer: Customer): Promise<string> {
  await page.goto(`${house.base}/customers/${customer.id}`)
  await page.getByRole('link', { name: '邀请调研' }).click()
  await page.getByRole('button', { name: '邀请', exact: true }).click()
  await page.getByRole('button', { name: '生成链接' }).click()
  await page.getByText('调研链接只显示这一次').waitFor()
  return /https?:\/\/\S+\/q\/[\w-]{22}/.exec(await page.locator('main').innerText())![0]
}

describe.each([
  ['with scripts', true, 0],
  ['without scripts', false, 5],
] as const)('%s', (_, scripts, nth) => {
  test('a customer is asked from its archive, answers on a telephone, once; a bad mark is a ticket, and the results know it (S1-57, I-07)', async () => {
    const customer = unasked(nth)
    const desk = await deskOf(scripts)
    const heardAtDesk = complaintsOf(desk)
    const url = await linkFor(desk, customer)
    const stranger = await (await browser.newContext({ javaScriptEnabled: scripts, viewport: PHONE, isMobile: true })).newPage()
    const heard = complaintsOf(stranger)
    await stranger.goto(url)
    const text = await stranger.locator('body').innerText()
    for (const word of ['客户满意度调研', '恒屹精密机械有限公司', '响应速度', '推荐给同行']) expect(text).toContain(word)
    for (const secret of [customer.name, customer.phone, customer.contact]) expect(await stranger.content()).not.toContain(secret)
    expect(await stranger.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    const mark = (question: RegExp, label: string) =>
      stranger.getByRole('group', { name: question }).getByLabel(label, { exact: true }).check()
    await mark(/^1\./, '4 满意')
    await mark(/^2\./, '5 很满意')
    await stranger.getByLabel(/^5\./).fill('<b>培训</b>再多一些')
    await stranger.getByRole('button', { name: '提交' }).click()
    await stranger.getByText('请选择 1 至 5 分').first().waitFor()
    expect(await stranger.getByLabel(/^5\./).inputValue()).toBe('<b>培训</b>再多一些')
    expect(await stranger.getByRole('group', { name: /^1\./ }).getByLabel('4 满意').isChecked()).toBe(true)
    await mark(/^3\./, '2 不满意')
    await mark(/^4\./, '7')
    await stranger.getByRole('button', { name: '提交' }).click()
    await stranger.getByRole('heading', { name: '已提交' }).waitFor()
    await stranger.getByText('感谢您的反馈').waitFor()
    await desk.goto(`${house.base}/customers/${customer.id}`)
    const archive = await desk.locator('#surveys').innerText()
    for (const word of ['客户满意度调研', '已答复', '响应速度 2', '低分']) expect(archive).toContain(word)
    expect(await desk.locator('#tickets').innerText()).toContain('服务响应')
    await desk.locator('#surveys').getByRole('link', { name: '客户满意度调研' }).first().click()
    await desk.getByRole('heading', { level: 1, name: '调研答复' }).waitFor()
    const answers = await desk.locator('main').innerText()
    for (const word of ['4 分', '7 分', '<b>培训</b>再多一些', '工单 T']) expect(answers).toContain(word)
    await desk.goto(`${house.base}/surveys/1/results`)
    const results = await desk.locator('main').innerText()
    for (const word of ['各维度平均分', '净推荐值', '按客户分层', '按月趋势', '<b>培训</b>再多一些']) expect(results).toContain(word)
    await desk.locator('.figures').getByRole('link', { name: /低分/ }).click()
    await desk.getByRole('heading', { level: 1, name: '答复明细' }).waitFor()
    expect(await desk.locator('main').innerText()).toContain(customer.name)
    expect([...heard, ...heardAtDesk]).toEqual([])
  })

  test('who wants no more of it says so, with no answer; nobody can ask it again (I-05)', async () => {
    const customer = unasked(nth)
    const desk = await deskOf(scripts)
    const url = await linkFor(desk, customer)
    const stranger = await (await browser.newContext({ javaScriptEnabled: scripts, viewport: PHONE })).newPage()
    await stranger.goto(url)
    await stranger.getByLabel('以后不再邀请我').check()
    await stranger.getByRole('button', { name: '提交' }).click()
    await stranger.getByRole('heading', { name: '已取消' }).waitFor()
    await desk.goto(`${house.base}/surveys/invite?customer=${customer.id}`)
    await desk.getByRole('button', { name: '邀请', exact: true }).click()
    await desk.getByText('以后不再邀请，不能发送调研').first().waitFor()
  })

  test('a questionnaire is written line by line, moved about, opened, previewed; after the first invitation a change is another edition', async () => {
    const page = await deskOf(scripts)
    const heard = complaintsOf(page)
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click()
      await page.waitForLoadState('networkidle')
    }
    await page.goto(`${house.base}/surveys/new`)
    await page.getByLabel('问卷名称').fill(`交付回访 ${nth}`)
    await page.locator('[name="text.0"]').fill('收货方式')
    await page.locator('[name="kind.0"]').selectOption('choice')
    await page.locator('[name="text.1"]').fill('交付准时吗')
    await page.locator('[name="dimension.1"]').fill('交付')
    await press('保存为草稿')
    await page.getByText('单选题至少要两个选项').first().waitFor()
    await page.locator('[name="options.0"]').fill('自提\n送货上门')
    await press('第 2 题 上移')
    await page.getByText('题目已调整，还没有保存').waitFor()
    expect(await page.locator('[name="text.0"]').inputValue()).toBe('交付准时吗')
    expect(await page.locator('[name="options.1"]').inputValue()).toContain('送货上门')
    await press('再加三题')
    await page.locator('[name="text.5"]').waitFor()
    await press('保存为草稿')
    await page.getByRole('heading', { level: 1, name: `交付回访 ${nth}` }).waitFor()
    const path = new URL(page.url()).pathname
    await press('启用')
    await page.getByRole('link', { name: '预览' }).filter({ visible: true }).first().click()
    await page.getByText('客户看到的样子').waitFor()
    const preview = await page.locator('main').innerText()
    for (const word of ['1. 交付准时吗', '2. 收货方式', '送货上门']) expect(preview).toContain(word)
    await page.goto(`${house.base}/surveys/invite?customer=${unasked(nth + 9).id}&survey=${path.split('/').at(-1)}`)
    await press('邀请')
    await page.goto(`${house.base}${path}/edit`)
    await page.getByText('已有客户收到过这份问卷').waitFor()
    await page.locator('[name="text.0"]').fill('交付及时吗')
    await press('保存为新的一版')
    await page.getByRole('navigation', { name: '版次' }).waitFor()
    expect(new URL(page.url()).pathname).not.toBe(path)
    expect(await page.locator('main').innerText()).toContain('交付及时吗')
    await page.goto(`${house.base}${path}`)
    expect(await page.locator('main').innerText()).toContain('交付准时吗')
    expect(heard).toEqual([])
  })
})

test('a link of nobody is not there; a used one says so, an old one too; wrong answers change nothing', async () => {
  const customer = unasked(20)
  const desk = await deskOf(false)
  const path = new URL(await linkFor(desk, customer)).pathname
  const stranger = visitor(house.base)
  for (const wrong of ['/q/x', `/q/${'b'.repeat(22)}`, `${path}/edit`]) expect((await stranger.get(wrong)).status, wrong).toBe(404)
  const nothing = (await stranger.get('/q/x')).text
  expect(nothing).toContain('链接无效')
  expect(nothing).not.toMatch(/工作台|当前账号/)
  const page = await stranger.get(path)
  expect(page.headers['cache-control'] ?? '').toContain('no-store')
  const answered = () => ask<{ n: number }>('select count(*) as n from survey_responses where customer_id = ?', customer.id).n
  const sent = { q1: '5', q2: '5', q3: '5', q4: '9' }
  for (const wrong of [
    { ...sent, q1: '0' },
    { ...sent, q1: '6' },
    { ...sent, q4: '11' },
    { ...sent, q1: '1 or 1=1' },
    { ...sent, q1: '' },
  ])
    expect((await stranger.post(page, { id: 'survey' }, wrong)).text).toContain('有 1 处需要修改')
  expect((await stranger.post(page, { id: 'survey' }, { ...sent, q5: '长'.repeat(1001) })).text).toContain('最多 1000 字')
  expect((await stranger.post(page, { id: 'survey' }, { ...sent, customerId: '1' })).text).toContain('不认识的内容')
  expect(answered()).toBe(0)
  ask('update survey_invitations set expires_at = 1 where customer_id = ?', customer.id)
  expect((await stranger.get(path)).text).toContain('已过期')
  await stranger.submit(page, { id: 'survey' }, sent)
  expect(answered()).toBe(0)
  ask('update survey_invitations set expires_at = ? where customer_id = ?', Date.now() + 60_000, customer.id)
  expect((await stranger.submit(page, { id: 'survey' }, sent)).text).toContain('已提交')
  expect((await stranger.submit(page, { id: 'survey' }, sent)).text).toContain('已提交')
  expect(answered()).toBe(1)
  expect(house.said()).not.toContain(path.split('/').at(-1))
})

test('an interview is keyed in; who may not write questionnaires sees no way to, and no page; the answers leave as a sheet', async () => {
  const agent = await house.as('agent1')
  const customer = unasked(21)
  const page = await agent.get(`/surveys/1/answer?customer=${customer.id}`)
  expect(page.text).not.toContain(customer.phone)
  const saved = await agent.submit(page, { id: 'survey' }, { source: 'phone', q1: '5', q2: '4', q3: '5', q4: '10', q5: '继续保持' })
  for (const word of ['调研答复', '电话访谈', '继续保持']) expect(saved.text).toContain(word)
  expect((await agent.get('/surveys')).text).not.toContain('新建问卷')
  for (const path of ['/surveys/new', '/surveys/1/edit', '/surveys/1/export']) expect((await agent.get(path)).status, path).toBe(403)
  const desk = await house.as('desk')
  const form = await desk.get('/surveys/1/export')
  const sheet = await desk.post(form, { has: 'reason' }, { reason: '季度汇总', format: 'csv' })
  expect(sheet.status).toBe(200)
  expect(sheet.text).toContain('继续保持')
  expect(sheet.text).toContain(customer.name)
  expect(sheet.text).not.toContain(customer.phone)
})
