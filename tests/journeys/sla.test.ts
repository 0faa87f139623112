import { afterAll, beforeAll, expect, test } from 'vitest'
import { aHouse } from '../house.ts'
import type { Visitor } from '../http/client.ts'

let house: Awaited<ReturnType<typeof aHouse>>
let head: Visitor

beforeAll(async () => {
  house = await aHouse({ demo: true })
  head = await house.as('desk')
})
afterAll(() => house.stop())

const plain = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const TRY = '/settings/sla?start=2026-02-13T16:30&watched=respond&kind=complaint&urgency=high'

test('the head of service finds the service clock in the settings, and nothing of accounts and roles', async () => {
  const page = await head.get('/settings')
  for (const path of ['/settings/sla', '/settings/calendar']) expect(page.text).toContain(`href="${path}"`)
  expect(page.text).not.toContain('href="/settings/users"')
  expect((await (await house.as('sales1')).get('/settings/sla')).status).toBe(403)
  expect((await (await house.as('sales1')).get('/settings/calendar')).status).toBe(403)
})

test('a fresh house promises 2 and 24 hours in natural time, and shows the sum', async () => {
  const page = plain((await head.get(TRY)).text)
  expect(page).toMatch(/投诉 高 2 小时 24 小时 24 小时 自然时间 80%/)
  expect(page).toContain('到期时间 2026-02-14 16:30')
})

test('a policy is changed in hours; what was typed stays where it does not fit', async () => {
  const form = await head.get('/settings/sla?edit=complaint.high')
  const refused = await head.post(form, { id: 'policy' }, { respondMinutes: '30', resolveMinutes: '3.5' })
  expect(refused.text).toContain('解决时限不能短于响应时限')
  expect(refused.text).toContain('value="3.5"')
  const saved = await head.submit(form, { id: 'policy' }, { receiveMinutes: '0.5', respondMinutes: '4', time: 'working' })
  expect(plain(saved.text)).toMatch(/投诉 高 30 分 4 小时 24 小时 工作时间 80%/)
  const stale = await head.post(form, { id: 'policy' }, { respondMinutes: '5' })
  expect(stale.text).toContain('刚被别人改过')
})

test('the sum in working time names the make-up Saturday, the lunch break, the festival and the wait (N-06)', async () => {
  const page = plain((await head.get(`${TRY}&from=2026-02-13T17:30&to=2026-02-14T11:00`)).text)
  for (const words of [
    '2026-02-13（周五）16:30–17:30 工作时间 1 小时',
    '2026-02-13 17:30 至 2026-02-14 11:00 暂停（等待客户），不计',
    '2026-02-14（周六）11:00–12:00、13:30–15:30 春节调休上班，12:00–13:30 休息不计 3 小时 4 小时',
    '合计 4 小时，到期时间 2026-02-14 15:30',
  ])
    expect(page).toContain(words)
  const over = plain((await head.get(`${TRY.replace('16:30', '17:00').replace('-13T', '-14T')}`)).text)
  expect(over).toContain('2026-02-15 至 02-23 春节，不计')
  expect(over).toContain('到期时间 2026-02-24 12:00')
})

test.each(['start=nonsense', 'start=2026-02-30T10:00', 'start=2026-02-13T25:00', 'kind=x&urgency=y&edit=z&watched=w&time=t'])(
  'an address with %s shows the page without an answer',
  async (query) => {
    const page = await head.get(`/settings/sla?${query}`)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('到期时间的计算')
  },
)

test('the hours are changed for all, the wrong ones are refused at their field', async () => {
  const page = await head.get('/settings/sla')
  expect((await head.post(page, { id: 'hours' }, { workHours: '12:00-09:00' })).text).toContain('不能重叠')
  const saved = await head.submit(page, { id: 'hours' }, { workHours: '8:30-12:00，13:00-17:30' })
  expect(saved.text).toContain('value="08:30-12:00、13:00-17:30"')
  expect(plain((await house.admin.get('/audit?action=sla.setHours')).text)).toContain('工作时间')
})

test('a year without holidays says so, takes the notice, and gives a day back', async () => {
  const empty = await head.get('/settings/calendar?year=2027')
  expect(empty.text).toContain('2027 年的节假日尚未录入')
  expect((await head.post(empty, { id: 'notice' }, { notice: '暂无' })).text).toContain('没有读到放假日期')
  const notice = '一、元旦：1月1日（周五）至3日（周日）放假，共3天。'
  const taken = await head.submit(empty, { id: 'notice' }, { notice })
  expect(taken.url).toContain('year=2027')
  expect(plain(taken.text)).toContain('2027 年：休息 3 天，调休上班 0 天')
  const added = await head.submit(taken, { id: 'day' }, { date: '2027-02-20', kind: 'workday' })
  expect(plain(added.text)).toMatch(/2027-02-20 周六 上班 调休上班/)
  const gone = await head.submit(added, { button: '删除日期' })
  expect(plain(gone.text)).toContain('休息 2 天，调休上班 1 天')
  expect(gone.url).toContain('year=2027')
})
