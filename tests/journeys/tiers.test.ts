import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enter, openBrowser } from '../browser.ts'
import { ADMIN, aHouse } from '../house.ts'
import { type Answer, formIn, type Visitor } from '../http/client.ts'

let house: Awaited<ReturnType<typeof aHouse>>
let manager: Visitor
let browser: Browser

beforeAll(async () => {
  ;[house, browser] = [await aHouse({ demo: true }), await openBrowser()]
  manager = await house.as('manager')
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

const plain = (text: string) =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&gt;/g, '>')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
const ask = <T>(sql: string, ...values: unknown[]): T[] => {
  const db = new Database(join(house.data, 'crm.db'), { readonly: true })
  try {
    return db.prepare(sql).all(...values) as T[]
  } finally {
    db.close()
  }
}
const idOf = (key: string) => ask<{ id: number }>('select id from tiers where key = ?', key)[0]!.id

/** Asks a page again, as its own script or a person would, until it no longer tells of work under way. */
async function settled(who: Visitor, path: string): Promise<Answer> {
  for (let page = await who.get(path); ; page = await who.get(path)) if (!page.text.includes('刷新进度')) return page
}

describe('without scripts', () => {
  test('labels are worked out at once on demand, and each answers why', async () => {
    const before = await manager.get('/analysis/tiers')
    for (const words of ['高价值客户', '近 12 个月合作金额 ≥ ¥100,000', '判定规则/阈值', '统计周期'])
      expect(plain(before.text)).toContain(words)
    await manager.submit(before, { button: '立即计算' })
    const after = await settled(manager, '/analysis/tiers')
    expect(plain(after.text)).toMatch(/截至 \d{4}-\d\d-\d\d，\d+ 位客户/)
    const list = await manager.get(`/customers?tier=${idOf('churn_risk')}`)
    expect(list.status).toBe(200)
    const [labelled] = ask<{ id: number; tier: number; name: string }>(
      'select t.customer_id as id, t.tier_id as tier, tiers.name from customer_tiers t join tiers on tiers.id = t.tier_id join customers c on c.id = t.customer_id where c.deleted_at is null order by 1 limit 1',
    )
    const archive = await house.admin.get(`/customers/${labelled!.id}`)
    expect(archive.text).toContain('凭什么')
    expect(plain(archive.text)).toContain(labelled!.name)
    const why = plain((await house.admin.get(`/customers/${labelled!.id}/tiers`)).text)
    for (const words of [labelled!.name, '满足', '客户数据', '离其他标签还差多少', '标签变动', '得到']) expect(why).toContain(words)
  })

  test('100,000 becomes 80,000: who moves is seen first, then it is applied, and nothing in between', async () => {
    const id = idOf('high_value')
    const rule = await manager.get(`/analysis/tiers/${id}`)
    expect(rule.text).toContain('value="100,000"')
    const trial = await manager.submit(rule, { id: 'rule-form' }, { 'c0-0-value': '80,000' })
    const run = new URL(trial.url).pathname
    expect(run).toMatch(/^\/analysis\/tiers\/runs\/\d+$/)
    const shown = await settled(manager, run)
    const sentence = plain(shown.text)
    expect(sentence).toMatch(/改为 近 12 个月合作金额 ≥ ¥80,000 后：新增 \d+ 个客户，减少 0 个，差一点的 \d+ 个/)
    expect(sentence).toContain('现行规则：近 12 个月合作金额 ≥ ¥100,000')
    const [, came] = /新增 (\d+) 个客户/.exec(sentence) ?? []
    const runId = Number(run.split('/').at(-1))
    const moves = ask<{ id: number }>("select customer_id as id from tier_moves where run_id = ? and kind = 'in' order by 1", runId)
    expect(moves).toHaveLength(Number(came))
    expect((await manager.get(`/analysis/tiers/${id}`)).text).toContain('value="100,000"')

    const applied = await manager.submit(shown, { button: '应用' })
    expect(applied.url).toContain('done=trialApplied')
    expect(plain((await settled(manager, run)).text)).toContain('已完成')
    expect((await manager.get(`/analysis/tiers/${id}`)).text).toContain('value="80,000"')
    const has = ask<{ id: number }>(
      "select customer_id as id from tier_moves where run_id = ? and kind = 'in' and day is not null order by 1",
      runId,
    )
    expect(has).toEqual(moves)
  })

  test('a line more keeps what was typed; what is wrong is said at its line; a contradiction is refused with a sentence', async () => {
    const id = idOf('active')
    const page = await manager.get(`/analysis/tiers/${id}`)
    const grown = await manager.post(page, { id: 'rule-form', button: '再加一行' }, { 'c0-0-value': '7' })
    expect(grown.status).toBe(200)
    expect(grown.text).toContain('value="7"')
    expect(grown.text).toContain('name="c0-2-field"')
    expect(grown.text).not.toContain('处需要修改')
    const lines = { 'c0-0-value': '10', 'c0-1-field': 'purchases', 'c0-1-op': 'lt', 'c0-1-value': '5', 'c0-1-window': '12' }
    const refused = await manager.post(page, { id: 'rule-form' }, lines)
    expect(plain(refused.text)).toContain('矛盾')
    expect(refused.text).toMatch(/name="c0-1-value"[^>]*aria-invalid|aria-invalid[^>]*name="c0-1-value"/)
    const absurd = await manager.post(page, { id: 'rule-form' }, { 'c0-0-value': '-5', priority: '0' })
    expect(plain(absurd.text)).toContain('不能为负')
    expect(plain(absurd.text)).toContain('优先顺序需为 1 至 99 的整数')
    const empty = await manager.post(page, { id: 'rule-form' }, { 'c0-0-field': '', 'c0-0-value': '' })
    expect(plain(empty.text)).toContain('请至少填写一个条件')
  })

  test('a trial that the data has overtaken is not applied, and is tried again with one button', async () => {
    const page = await manager.get(`/analysis/tiers/${idOf('active')}`)
    const trial = await manager.submit(page, { id: 'rule-form' }, { 'c0-0-value': '4' })
    const path = new URL(trial.url).pathname
    const ready = await settled(manager, path)
    await manager.submit(await manager.get('/analysis/tiers'), { button: '立即计算' })
    await settled(manager, '/analysis/tiers')
    expect(plain((await manager.post(ready, { button: '应用' })).text)).toContain('数据已变，请重新试算')
    const stale = await manager.get(path)
    expect(plain(stale.text)).toContain('数据已变，请重新试算')
    expect(() => formIn(stale, { button: '应用' })).toThrow()
    const again = await manager.submit(stale, { button: '重新试算' })
    const fresh = await settled(manager, new URL(again.url).pathname)
    expect(plain(fresh.text)).toContain('近 12 个月合作次数 ≥ 4')
    expect((await manager.submit(fresh, { button: '放弃' })).url).toContain('done=trialDropped')
  })

  test('the administrator adds a label of an own dimension; it holds when its trial is applied', async () => {
    const { admin } = house
    const form = await admin.get('/analysis/tiers/new')
    const words = { name: '展会新客', dimension: '获客渠道', meaning: '展会来的客户' }
    const line = { 'c0-0-field': 'source', 'c0-0-op': 'eq', 'c0-0-value': '不存在的来源' }
    expect(plain((await admin.post(form, { id: 'tier' }, { ...words, ...line })).text)).toContain('没有这一项客户来源')
    const source = ask<{ source: string }>(
      'select source from customers where deleted_at is null group by source order by count(*) desc limit 1',
    )[0]!.source
    const made = await admin.submit(form, { id: 'tier' }, { ...words, ...line, 'c0-0-value': source })
    expect(plain(made.text)).toContain('还没有启用')
    const trial = await admin.submit(made, { id: 'rule-form' })
    const path = new URL(trial.url).pathname
    await admin.submit(await settled(admin, path), { button: '应用' })
    await settled(admin, path)
    const [tier] = ask<{ id: number; active: number }>("select id, active from tiers where name = '展会新客'")
    expect(tier!.active).toBe(1)
    const list = plain((await admin.get(`/customers?tier=${tier!.id}`)).text)
    const [{ n }] = ask<{ n: number }>(
      "select count(*) as n from customers where deleted_at is null and source = ? and status not in ('merged', 'archived')",
      source,
    ) as [{ n: number }]
    expect(list).toContain(`${n} 位`)
    expect(plain((await manager.get('/analysis/tiers')).text)).toContain('展会新客')
    expect((await manager.get('/analysis/tiers/new')).status).toBe(403)
  })

  test('a label is given by hand with a reason and until a day, shown, recorded, and taken back', async () => {
    const { admin } = house
    const [free] = ask<{ id: number }>(
      'select id from customers where deleted_at is null and id not in (select customer_id from customer_tiers where tier_id = ?) limit 1',
      idOf('industry_key'),
    )
    const path = `/customers/${free!.id}/tiers`
    const page = await admin.get(path)
    const wrong = await admin.post(page, { id: 'decide' }, { tierId: String(idOf('industry_key')), has: 'true', reason: '' })
    expect(plain(wrong.text)).toContain('请填写原因')
    const given = await admin.submit(
      page,
      { id: 'decide' },
      { tierId: String(idOf('industry_key')), has: 'true', reason: '行业协会理事单位' },
    )
    for (const words of ['行业重点客户', '人工给予', '行业协会理事单位']) expect(plain(given.text)).toContain(words)
    expect(plain((await admin.get(`/customers/${free!.id}`)).text)).toContain('行业重点客户（人工）')
    expect(plain((await admin.get('/audit?action=tier.override')).text)).toContain('行业协会理事单位')
    const back = await admin.submit(given, { button: '撤销设定' })
    expect(plain(back.text)).toContain('没有人工设定')
  })

  test('sales see the labels of their own customers and change nothing', async () => {
    const sales = await house.as('sales1')
    const [own] = ask<{ id: number }>(
      "select c.id from customers c join users u on u.id = c.owner_id where u.login = 'sales1' and c.deleted_at is null limit 1",
    )
    const [other] = ask<{ id: number }>(
      "select c.id from customers c join users u on u.id = c.owner_id where u.login = 'sales2' and c.deleted_at is null and c.id not in (select customer_id from collaborators) and c.id not in (select customer_id from todos where customer_id is not null and status = 'open') limit 1",
    )
    const page = await sales.get(`/customers/${own!.id}/tiers`)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('id="decide"')
    expect((await sales.get(`/customers/${other!.id}/tiers`)).status).toBe(404)
    const rule = await sales.get(`/analysis/tiers/${idOf('high_value')}`)
    expect(rule.text).not.toContain('id="rule-form"')
  })

  test('the table leaves as a sheet in the columns of template 4, and the list by its label', async () => {
    const sheet = await manager.get('/analysis/tiers/export')
    const [heads, ...lines] = sheet.text.slice(1).split('\r\n')
    expect(heads).toBe('分层标签,分层维度,判定规则/阈值,统计周期,客户数量,服务策略,推送内容,责任部门/责任人,执行频率,生效日期,最近计算时间')
    expect(lines.join()).toContain('高价值客户')
    const page = await house.admin.get(`/customers/export?tier=${idOf('high_value')}`)
    expect(plain(page.text)).toContain('分层 高价值客户')
  })

  test.each(['tier=x', 'tier=999999', 'move=nothing', 'tier[]=1', 'page=1e9'])(
    'an address with %s shows the page all the same',
    async (query) => {
      expect((await manager.get(`/customers?${query}`)).status).toBe(200)
      const [run] = ask<{ id: number }>("select id from tier_runs where status = 'done' order by id limit 1")
      expect((await manager.get(`/analysis/tiers/runs/${run!.id}?${query}`)).status).toBe(200)
    },
  )
})

test('with scripts the same in four clicks: a number changed, tried, seen, applied', async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await enter(page, house.base, 'manager', ADMIN.password)
  await page.goto(`${house.base}/analysis/tiers`)
  await page.getByRole('link', { name: '高价值客户' }).first().click()
  await page.locator('[name=c0-0-value]').fill('60000')
  await page.locator('.form.rule .deeds').getByRole('button', { name: '试算' }).click()
  await page.getByText(/改为 近 12 个月合作金额 ≥ ¥60,000 后/).waitFor()
  await page.getByText('应用', { exact: true }).first().click()
  await page.locator('dialog[open]').getByRole('button', { name: '应用' }).click()
  await page.getByText('已完成').first().waitFor()
  expect(ask<{ rule: string }>("select rule from tiers where key = 'high_value'")[0]!.rule).toContain('6000000')
})
