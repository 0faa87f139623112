import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

const waiting = (nth: number) =>
  ask<{ id: number; number: string; customerId: number; name: string; phone: string }>(
    `select t.id, t.number, c.id as customerId, c.name, c.phone from tickets t join customers c on c.id = t.customer_id
     where t.status in ('revisit', 'closed') and t.score is not 1 order by t.status = 'closed', t.id limit 1 offset ?`,
    nth,
  )

async function linkFor(id: number, javaScriptEnabled: boolean): Promise<{ page: Page; url: string }> {
  const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })).newPage()
  await enter(page, house.base, 'desk', ADMIN.password)
  await page.goto(`${house.base}/tickets/${id}`)
  await page.getByRole('button', { name: '生成评分链接' }).click()
  await page.getByText('评分链接只显示这一次').waitFor()
  const text = await page.locator('main').innerText()
  return { page, url: /https?:\/\/\S+\/q\/[\w-]{22}/.exec(text)![0] }
}

test.each([
  ['with scripts', true, 0, '2 分 不满意'],
  ['without scripts', false, 1, '5 分 很满意'],
] as const)(
  '%s: the desk makes a link, the customer scores on a telephone, once; everybody else sees it (S0-47, I-07)',
  async (_, scripts, nth, choice) => {
    const ticket = waiting(nth)
    const { page: desk, url } = await linkFor(ticket.id, scripts)
    const stranger = await (await browser.newContext({ javaScriptEnabled: scripts, viewport: PHONE, isMobile: true })).newPage()
    const heard = complaintsOf(stranger)
    await stranger.goto(url)
    const text = await stranger.locator('body').innerText()
    for (const word of ['请为我们的服务评分', ticket.number, '恒屹精密机械有限公司']) expect(text).toContain(word)
    for (const secret of [ticket.name, ticket.phone]) expect(await stranger.content()).not.toContain(secret)
    expect(await stranger.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    await stranger.getByRole('button', { name: '提交评分' }).click()
    await stranger.getByText('评分需为 1 至 5 的整数').first().waitFor()
    await stranger.getByLabel(choice).check()
    await stranger.getByLabel('补充说明（选填）').fill('<b>师傅</b>很专业')
    await stranger.getByRole('button', { name: '提交评分' }).click()
    await stranger.getByRole('heading', { name: '已提交' }).waitFor()
    expect(await stranger.locator('body').innerText()).not.toContain(ticket.number)
    expect(heard).toEqual([])
    await desk.goto(`${house.base}/tickets/${ticket.id}`)
    const seen = await desk.locator('main').innerText()
    for (const word of [choice, '问卷链接', '<b>师傅</b>很专业', '客户已在']) expect(seen).toContain(word)
    expect(seen).not.toContain(url)
    await desk.goto(`${house.base}/customers/${ticket.customerId}`)
    expect(await desk.locator('main').innerText()).toContain(choice)
  },
)

test('a link of nobody is not there; a used one says so, an old one too; a wrong score changes nothing', async () => {
  const ticket = waiting(2)
  const { url } = await linkFor(ticket.id, false)
  const path = new URL(url).pathname
  const stranger = visitor(house.base)
  for (const wrong of ['/q/x', `/q/${'a'.repeat(22)}`, '/q', `${path}/edit`]) expect((await stranger.get(wrong)).status, wrong).toBe(404)
  const page = await stranger.get(path)
  for (const score of ['0', '6', '5 or 1=1', ''])
    expect((await stranger.post(page, { id: 'score' }, { score })).text).toContain('评分需为 1 至 5 的整数')
  const before = ask<{ score: number | null }>('select score from tickets where id = ?', ticket.id)
  ask('update score_links set expires_at = 1 where ticket_id = ?', ticket.id)
  expect((await stranger.get(path)).text).toContain('已过期')
  await stranger.submit(page, { id: 'score' }, { score: '5' })
  expect(ask('select score from tickets where id = ?', ticket.id)).toEqual(before)
  ask('update score_links set expires_at = ? where ticket_id = ?', Date.now() + 60_000, ticket.id)
  expect((await stranger.submit(page, { id: 'score' }, { score: '1' })).text).toContain('已提交')
  expect((await stranger.submit(page, { id: 'score' }, { score: '5' })).text).toContain('已提交')
  expect(ask('select score from tickets where id = ?', ticket.id)).toEqual({ score: 1 })
  expect(house.said()).not.toContain(path.split('/').at(-1))
})

test('who knocks too often is asked to wait, and nobody else is (J-06)', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => visitor(house.base).get('/q/x')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404, 429]))
  expect((await visitor(house.base).get('/login')).status).toBe(200)
})

test('a bad score of a closed ticket begins the repair: it stands on the archive and before the next follow-up (N-12)', async () => {
  const desk = await house.as('desk')
  const closed = ask<{ id: number; customerId: number }>(
    `select t.id, t.customer_id as customerId from tickets t where t.status = 'closed'
     and not exists (select 1 from repairs r where r.customer_id = t.customer_id) order by t.id limit 1`,
  )
  const admin = house.admin
  expect((await admin.get(`/customers/${closed.customerId}`)).text).not.toContain('修复期')
  const page = await desk.get(`/tickets/${closed.id}?do=score`)
  await desk.submit(page, { id: 'score' }, { score: '1', source: 'phone' })
  expect((await admin.get(`/customers/${closed.customerId}`)).text).toContain('修复期：暂停推销')
  expect((await admin.get(`/customers/${closed.customerId}/follow-up`)).text).toContain('修复期：暂停推销')
})
