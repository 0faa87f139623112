import { afterAll, beforeAll, expect, test } from 'vitest'
import { aHouse } from '../house.ts'
import type { Answer } from '../http/client.ts'

const NAME = '无锡华驰精密铸造有限公司'
let house: Awaited<ReturnType<typeof aHouse>>
let place: string

/** One customer's digital picture, drawn with nothing but plain forms. */
beforeAll(async () => {
  house = await aHouse({ env: { CLOCK_START: '2026-11-22T15:00:00+08:00' } })
  const { admin } = house
  const fields = { type: 'company', name: NAME, contact: '王建国', phone: '13810002000', industry: 'C33', source: '转介绍' }
  const made = await admin.submit(
    await admin.get('/customers/new'),
    { id: 'customer' },
    { ...fields, tags: '产能扩张需求', potential: 'A' },
  )
  place = new URL(made.url).pathname
})
afterAll(() => house?.stop())

const words = ({ text }: Answer) => text.replace(/<script.*?<\/script>/gs, '').replace(/<[^>]*>/g, '')
const found = async (q: string) => words(await house.admin.get(`/customers?q=${encodeURIComponent(q)}`)).includes(NAME)

test('what is wrong about a contact stands at its field, and what was typed is kept', async () => {
  const { admin } = house
  const answer = await admin.submit(
    await admin.get(`${place}/contacts/new`),
    { id: 'contact' },
    { name: '', position: '厂长', birthday: '02-30', agreesVisits: 'on' },
  )
  expect(words(answer)).toContain('请填写姓名')
  expect(words(answer)).toContain('生日写作 03-05')
  expect(answer.text).toMatch(/value="厂长"/)
})

test('a contact is added, shown by masks, and the customer is found by it', async () => {
  const { admin } = house
  const answer = await admin.submit(
    await admin.get(`${place}/contacts/new`),
    { id: 'contact' },
    {
      name: '诸葛文博',
      position: '总经理',
      phone: '139 8888 6655',
      roles: ['decider', 'executive'],
      birthday: '农历十月十三',
      preferences: '喜欢喝茶',
      taboos: '上午不接电话',
      agreesVisits: 'on',
    },
  )
  const told = words(answer)
  for (const said of ['诸葛*', '139****6655', '关键决策人', '农历十月十三 · 明年 11-10', '喜欢喝茶']) expect(told).toContain(said)
  expect(answer.text).not.toMatch(/13988886655|文博/)
  for (const q of ['诸葛文博', 'zgwb', '13988886655', '6655']) expect(await found(q), q).toBe(true)
})

test('the number is shown after a reason', async () => {
  const { admin } = house
  const list = await admin.get(`${place}/contacts`)
  const reveal = /href="([^"]+\/reveal)"/.exec(list.text)![1]!
  expect(words(await admin.submit(await admin.get(reveal), { id: 'reveal-contact' }, { reason: undefined }))).toContain('请选择或填写原因')
  const shown = await admin.submit(await admin.get(reveal), { id: 'reveal-contact' }, { reason: '拨打电话' })
  expect(shown.text).toContain('tel:13988886655')
  expect(words(await admin.get(`${place}?show=changes`))).toContain('查看联系人完整信息')
})

test('who left is kept, found, and can come back', async () => {
  const { admin } = house
  const left = /href="([^"]+\/left)"/.exec((await admin.get(`${place}/contacts`)).text)![1]!
  const answer = await admin.submit(await admin.get(left), { id: 'left' })
  expect(words(answer)).toContain('2026-11-22 离职')
  expect(await found('诸葛文博')).toBe(true)
  const back = await admin.submit(answer, { button: '恢复在职' })
  expect(words(back)).not.toContain('2026-11-22 离职')
})

test('the picture is told, shown as a composite tag whose parts filter the list, and scored', async () => {
  const { admin } = house
  expect(words(await admin.get(place))).toContain('业务痛点（沟通从对方的难处说起）')
  const answer = await admin.submit(
    await admin.get(`${place}/profile`),
    { id: 'profile' },
    {
      serviceCategory: 'government',
      painPoints: ['成本高', '产能不足'],
      otherPains: '备件难买',
      needs: '两条产线的年度维保',
      urgency: 'high',
      budgetMinWan: '50',
      budgetMaxWan: '80',
      decisionCycle: 'long',
      concerns: '品质',
    },
  )
  const told = words(answer)
  expect(told).toContain('[制造业]-[产能扩张需求]-[决策周期长]-[A类客户]')
  for (const said of ['成本高、产能不足、备件难买', '50 – 80 万元', '决策流程（知道还要说服谁）']) expect(told).toContain(said)
  const parts = [...answer.text.matchAll(/<a href="(\/customers\?[^"]+)">\[/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))
  expect(parts).toHaveLength(4)
  for (const href of parts) expect(words(await admin.get(href)), href).toContain(NAME)
  for (const query of ['category=sme', 'urgency=low', 'cycle=short', 'tag=降本', 'category=government&urgency=low'])
    expect(words(await admin.get(`/customers?${query}`)), query).not.toContain(NAME)
})

test('the emphasis of the category stands where one writes to the customer (S1-46, S1-76)', async () => {
  expect(words(await house.admin.get(`${place}/follow-up`))).toContain('合规性、服务保障、合规流程、书面报告')
})

test('the form comes back as it was saved', async () => {
  const page = await house.admin.get(`${place}/profile`)
  expect(page.text).toMatch(/value="备件难买"/)
  expect(words(await house.admin.submit(page, { id: 'profile' }, { budgetMaxWan: '20' }))).toContain('预算上限不能小于下限')
  await house.admin.submit(page, { id: 'profile' })
  expect(words(await house.admin.get(place))).toContain('成本高、产能不足、备件难买')
})
