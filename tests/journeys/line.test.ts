import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complaintsOf, enter, openBrowser } from '../browser.ts'
import { ADMIN, openHouse } from '../house.ts'

const samples = join(import.meta.dirname, '..', 'samples')
const expected = JSON.parse(readFileSync(join(samples, '客户基本信息表.expected.json'), 'utf8')) as Record<string, number[] & number>

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** A small company's first day, as its administrator lives it, with nothing but the screen; and the next morning. */
describe.each([
  ['with scripts', true],
  ['without scripts', false],
] as const)('%s', (_, javaScriptEnabled) => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let page: Page
  let heard: string[]
  const settled = () => page.waitForLoadState('networkidle')

  beforeAll(async () => {
    house = await openHouse({ CLOCK_START: '2026-11-22T15:00:00+08:00' })
    page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 900 }, acceptDownloads: true })).newPage()
    heard = complaintsOf(page)
  })
  afterAll(() => house?.stop())

  test('the first page asks for the company and its administrator, and says what a password lacks', async () => {
    await page.goto(`${house.base}/setup?key=${await house.setUpKey()}`)
    await page.getByLabel('公司名称').fill('恒屹精密机械有限公司')
    await page.getByLabel('姓名').fill('周岚')
    await page.locator('[name=password]').fill('12345678')
    await page.locator('[name=again]').fill('12345678')
    await page.getByRole('button', { name: '完成并进入工作台' }).click()
    await page.getByText('密码需包含字母').first().waitFor()
    expect(await page.getByLabel('公司名称').inputValue()).toBe('恒屹精密机械有限公司')
    await page.locator('[name=password]').fill(ADMIN.password)
    await page.locator('[name=again]').fill(ADMIN.password)
    await page.getByRole('button', { name: '完成并进入工作台' }).click()
    await page.getByRole('heading', { level: 1, name: '周岚' }).waitFor()
    expect((await page.request.get(`${house.base}/setup`)).status()).toBe(404)
  })

  test('the company’s own sheet comes in with exactly the verdicts it deserves', async () => {
    await upload('客户基本信息表.csv', '客户基本信息')
    expect(await page.locator('main').innerText()).toContain('GB18030')
    await page.getByRole('button', { name: '试运行' }).click()
    await reach('试运行完成')
    expect(await figures()).toMatchObject({ 可导入: expected.valid, 不合格: expected.invalid, 重复: expected.duplicate })
    expect(recordsBy('refused')).toEqual(expected.invalid_rows)
    expect(recordsBy('duplicate')).toEqual(expected.duplicate_rows)
    await page.getByRole('button', { name: '开始导入' }).click()
    await reach('导入完成')
    expect(await figures()).toMatchObject({ 已导入: expected.valid })
  })

  test('the records that stayed outside come back in a sheet, with line, column, reason and what they said', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /下载全部/ }).click()])
    const sheet = readFileSync(await download.path(), 'utf8')
    expect(sheet.charCodeAt(0)).toBe(0xfeff)
    const lines = sheet.slice(1).split('\r\n').filter(Boolean)
    expect(lines[0]).toContain('原因')
    expect(sheet).toContain('1380013800a')
    expect(sheet).toMatch(/'=HYPERLINK/)
    expect(lines.filter((line) => /^"?\d/.test(line)).length).toBe((expected.invalid ?? 0) + (expected.duplicate ?? 0))
  })

  test('the same sheet again brings nothing new', async () => {
    await upload('客户基本信息表.csv', '客户基本信息')
    await page.getByRole('button', { name: '试运行' }).click()
    await reach('没有可导入的记录')
    expect(await figures()).toMatchObject({ 可导入: 0 })
  })

  test.each([
    ['客户跟进记录表.csv', '客户跟进记录', 1874],
    ['历史购买记录.csv', '历史购买记录', 2066],
  ])('%s comes in onto those customers without a refusal', async (file, target, count) => {
    await upload(file, target)
    await page.getByRole('button', { name: '试运行' }).click()
    await reach('试运行完成')
    await page.getByRole('button', { name: '开始导入' }).click()
    await reach('导入完成')
    expect(await figures()).toMatchObject({ 已导入: count, 不合格: 0, 重复: 0 })
  })

  test('two characters, initials or the tail of a number find the customer', async () => {
    for (const q of ['鼎新医药', '西安凯旋鼎', 'xakxdx']) {
      await page.goto(`${house.base}/customers`)
      await page.locator('#q-q').fill(q)
      await page.getByRole('button', { name: '筛选', exact: true }).click()
      await page.waitForURL(/q=/)
      await settled()
      expect(await page.locator('#list').innerText()).toContain('西安凯旋鼎新医药股份有限公司')
    }
    await page.getByRole('link', { name: '西安凯旋鼎新医药股份有限公司' }).click()
    await page.getByRole('heading', { level: 1, name: '西安凯旋鼎新医药股份有限公司' }).waitFor()
    const story = await page.locator('.story').innerText()
    expect(story).toContain('采购')
    expect(story).toMatch(/微信|电话|邮件|上门拜访/)
    expect(await page.locator('main').innerText()).not.toMatch(/1[3-9]\d{9}/)
  })

  test('a call is written down with its next step, and errors stand at their fields', async () => {
    await page.getByRole('link', { name: '新增跟进' }).click()
    await page.getByLabel('计划', { exact: true }).fill('提交方案及报价')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('请填写沟通内容').first().waitFor()
    expect(await page.getByText('请填写计划完成日期').count()).toBeGreaterThan(0)
    expect(await page.getByLabel('计划', { exact: true }).inputValue()).toBe('提交方案及报价')
    await page.getByLabel('沟通内容').fill('询问当前产能瓶颈，客户希望下周看到方案')
    await page.getByLabel('计划完成日期').fill('2026-11-23')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('heading', { level: 1, name: '西安凯旋鼎新医药股份有限公司' }).waitFor()
    expect(await page.locator('main').innerText()).toContain('明天')
  })

  test('a number is shown after a reason was given', async () => {
    await page.locator('.facts').getByRole('link', { name: '查看' }).last().click()
    await page.getByLabel('拨打电话').filter({ visible: true }).check()
    await page.getByRole('button', { name: '查看', exact: true }).filter({ visible: true }).click()
    await page.waitForURL(/\/customers\/\d+(\?|$)/)
    await settled()
    await page.getByText('本月被查看 1 次').waitFor()
    expect(await page.locator('a[href^="tel:"]').innerText()).toMatch(/^1\d{10}$|^0\d+-\d+$/)
  })

  test('next morning the workbench says what is due, and the bell rings', async () => {
    const { data } = house
    await house.stop(true)
    house = await openHouse({ CLOCK_START: '2026-11-23T09:00:00+08:00' }, data)
    await enter(page, house.base, ADMIN.login, ADMIN.password)
    const today = page.locator('section', { has: page.getByRole('heading', { name: '今天' }) })
    expect(await today.innerText()).toContain('提交方案及报价')
    await expect
      .poll(
        async () => {
          await page.goto(`${house.base}/notifications`)
          return page.locator('main').innerText()
        },
        { timeout: 20_000 },
      )
      .toContain('提交方案及报价')
    await page.goto(house.base)
    await today.getByRole('listitem').filter({ hasText: '提交方案及报价' }).getByRole('link', { name: '已联系' }).click()
    await page.getByLabel('沟通内容').fill('已提交方案，客户满意')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.goto(house.base)
    expect(await page.locator('main').innerText()).not.toContain('提交方案及报价')
    expect(heard).toEqual([])
  })

  async function upload(file: string, target: string) {
    await page.goto(`${house.base}/imports/new`)
    await page.getByLabel(target).check()
    await page.locator('input[type=file]').setInputFiles(join(samples, file))
    await page.getByRole('button', { name: '上传' }).click()
    await page.getByRole('button', { name: '试运行' }).waitFor()
  }

  /** Waits as a person does: with scripts the page renews itself, without them by the link. */
  async function reach(words: string) {
    for (let tries = 0; tries < 120; tries++) {
      if (await page.getByText(words).count()) return
      if (javaScriptEnabled)
        await page
          .getByText(words)
          .first()
          .waitFor({ timeout: 1500 })
          .catch(() => undefined)
      else
        await page
          .getByRole('link', { name: '刷新进度' })
          .first()
          .click({ timeout: 1500 })
          .catch(() => undefined)
    }
    throw new Error(`${words} did not come: ${await page.locator('main').innerText()}`)
  }

  const figures = async () =>
    Object.fromEntries(
      (await page.locator('.figures li').allInnerTexts())
        .map((text) => text.split('\n'))
        .map(([value, label]) => [label?.trim(), Number(value?.replace(/,/g, ''))]),
    )

  function recordsBy(verdict: string) {
    const db = new Database(join(house.data, 'crm.db'), { readonly: true })
    const rows = db.prepare('select record from import_rows where verdict = ? and job_id = 1 order by record').pluck().all(verdict)
    db.close()
    return rows
  }
})
