import { afterAll, beforeAll, expect, test } from 'vitest'
import { analysed } from '../analysed.ts'
import { aHouse } from '../house.ts'
import type { Visitor } from '../http/client.ts'
import { textOfPdf } from '../pdf-text.ts'

let house: Awaited<ReturnType<typeof aHouse>>
let boss: Visitor
let overview: string
beforeAll(async () => {
  house = await aHouse({ demo: true })
  boss = await house.as('boss')
  overview = await analysed(boss)
})
afterAll(() => house?.stop())

const pages = ['/analysis', '/analysis/rfm', '/analysis/retention', '/analysis/churn', '/analysis/needs']
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ')
const numberIn = (text: string) => Number(text.replaceAll(',', ''))
const escaped = (href: string) => href.replaceAll('&amp;', '&')

test('each number leads to as many customers', async () => {
  const links = [...overview.matchAll(/<td class="num"[^>]*><a href="(\/analysis\/rows\?[^"]+)">([\d,]+)<\/a>/g)]
  expect(links.length).toBeGreaterThan(10)
  for (const [, href, said] of links.slice(0, 12)) {
    const { status, text } = await boss.get(escaped(href!))
    expect(status, href).toBe(200)
    expect(textOf(text), href).toContain(`${said} 位客户`)
    expect([...text.matchAll(/<tr[^>]*><td class="name"/g)].length, href).toBe(Math.min(50, numberIn(said!)))
  }
})

test('every number of every page is on the paper, and taking it is on record', async () => {
  const answer = await boss.send('/analysis/pdf')
  expect(answer.headers['content-type']).toBe('application/pdf')
  expect(answer.headers['cache-control']).toContain('no-store')
  const paper = textOfPdf(answer.body).flat().join('').replaceAll(' ', '')
  for (const path of ['/analysis', '/analysis/rfm', '/analysis/retention', '/analysis/needs'])
    for (const [, cell] of (await boss.get(path)).text.matchAll(/<td class="num"[^>]*>(?:<a[^>]*>)?([^<]+)</g))
      expect(paper, path).toContain(escaped(cell!).replaceAll(' ', ''))
  expect(paper).toContain('下载：')
  expect((await house.admin.get('/audit')).text).toContain('下载客户分析')
})

test('a manager sees the department alone, sales nothing of it', async () => {
  const manager = await house.as('manager')
  const text = textOf((await manager.get('/analysis')).text)
  expect(text).not.toContain('全公司')
  expect(text).toContain('截至')
  const sales = await house.as('sales1')
  for (const path of [...pages, '/analysis/rows?code=buy', '/analysis/churn/export'])
    expect((await sales.send(path)).status, path).toBe(403)
  expect((await sales.send('/analysis/pdf')).status).toBe(403)
  expect((await sales.get('/')).text).not.toContain('href="/analysis"')
})

test('an address that asks for nonsense gets the usual page, or none', async () => {
  for (const path of ['/analysis/needs?period=abc', '/analysis/churn?sort=x&dir=y&page=1e9&size=-1&owner=abc&level=zzz'])
    expect((await boss.get(path)).status, path).toBe(200)
  for (const code of ['', 'x', 'rfm.r9f9', 'buy.zzz.1', "term.word:';drop", 'constructor', 'buy.constructor.1', 'a'.repeat(400)])
    expect([200, 404], code).toContain((await boss.get(`/analysis/rows?code=${encodeURIComponent(code)}`)).status)
  expect((await boss.get('/analysis/rows?code=buy&page=999&size=20')).status).toBe(200)
})

test('without scripts a conclusion is written and taken back, and the figures are asked for anew', async () => {
  const noted = await boss.submit(await boss.get('/analysis/needs'), { id: 'note' }, { text: '交期是首要问题，推出备货方案' })
  expect(noted.text).toContain('交期是首要问题，推出备货方案')
  const empty = await boss.submit(await boss.get('/analysis/needs'), { id: 'note' }, { text: '' })
  expect(textOf(empty.text)).toContain('请填写结论')
  const gone = await boss.submit(await boss.get('/analysis/needs'), { button: '删除' })
  expect(gone.text).not.toContain('交期是首要问题，推出备货方案')
  const asked = await boss.submit(await boss.get('/analysis/rfm'), { button: '重新统计' })
  expect(asked.url).toContain('/analysis/rfm')
  await analysed(boss)
})

test('customers at risk leave as a sheet, masked, with their reasons', async () => {
  const page = await boss.get('/analysis/churn')
  expect(page.status).toBe(200)
  if (!/href="\/customers\/\d+"/.test(page.text)) return
  const sheet = await boss.post(await boss.get('/analysis/churn/export'), { has: 'reason' }, { reason: '安排回访', format: 'csv' })
  expect(sheet.headers['content-type']).toContain('text/csv')
  expect(sheet.text).toContain('风险分')
  expect(sheet.text).not.toMatch(/1300000\d{4}/)
})
