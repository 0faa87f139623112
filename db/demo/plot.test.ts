import { expect, test } from 'vitest'
import { DAY, dayOf } from '#lib/kernel/time'
import { addressOf, cast } from './cast.ts'
import { plotOf } from './plot.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
// A plain Sunday morning, just after and just before midnight, New Year's Day, the Spring Festival, a leap day.
const moments = [
  '2026-11-22T09:10',
  '2026-03-02T00:05',
  '2026-12-01T00:01',
  '2026-07-31T23:58',
  '2027-01-01T10:00',
  '2026-02-17T12:00',
  '2028-02-29T15:00',
].map(at)

test('the same moment gives the same story, another moment another', () => {
  expect(plotOf(moments[0]!)).toEqual(plotOf(moments[0]!))
  expect(plotOf(moments[0]!)).not.toEqual(plotOf(moments[0]! + DAY))
})

test.each(moments)('at %d all of it lies in the past, in order, and begins with the archive', (now) => {
  const deeds = plotOf(now)
  const opened = new Set<string>()
  for (const [index, { at, about, ...act }] of deeds.entries()) {
    expect(at).toBeLessThan(now)
    expect(at).toBeGreaterThanOrEqual(deeds[index - 1]?.at ?? 0)
    if (act.do === 'open') opened.add(about)
    expect(opened.has(about)).toBe(true)
    if (act.do === 'contact') expect(act.told.occurredAt).toBeLessThanOrEqual(at)
  }
  expect(opened.size).toBeGreaterThan(110)
})

test.each(moments)('at %d the labels, the figures and the report are asked for today, also in its first minutes', (now) => {
  const asked = plotOf(now).filter((deed) => deed.do === 'work' && deed.what !== 'strategy')
  expect(asked.map(({ at }) => dayOf(at))).toEqual([dayOf(now), dayOf(now), dayOf(now)])
})

test('every blank of every text is filled in', () => {
  const texts = plotOf(moments[0]!).flatMap((deed) =>
    deed.do === 'contact'
      ? [deed.told.content, deed.told.feedback, deed.next?.title ?? '-']
      : deed.do === 'open'
        ? [deed.with.note || '-', deed.with.tags || '-']
        : [],
  )
  expect(texts.filter((text) => text === '' || /[{}|]|undefined|NaN/.test(text))).toEqual([])
})

test('nobody can be reached: every number and address is plainly invented', () => {
  for (const deed of plotOf(moments[0]!))
    if (deed.do === 'open') {
      expect(deed.with.phone).toMatch(/^(130000\d{5}|400-000-\d{4})$/)
      expect(deed.with.email).toMatch(/^([a-z]+\d+@example\.(com|cn))?$/)
      expect(deed.with.address).toMatch(/^(.+示例路 \d+ 号)?$/)
    }
})

test('the cast is told apart by name', () => {
  expect(new Set(cast.map(({ name }) => name)).size).toBe(cast.length)
  expect(cast.every(({ name, industry, city, contact, work }) => name && /^[A-T]\d\d$/.test(industry) && city && contact && work)).toBe(
    true,
  )
})

test.each([
  ['王芳', '采购经理', '王经理'],
  ['欧阳倩', '采购主管', '欧阳主管'],
  ['钱立新', '总工程师', '钱总工'],
  ['孔令峰', '工艺工程师', '孔工'],
  ['蒋丽华', '生产副总', '蒋总'],
  ['钟文华', '秘书长', '钟秘书长'],
  ['张伟', '先生', '张先生'],
  ['郭晓峰', '研究员', '郭老师'],
])('%s, %s, is spoken of as %s', (contact, position, address) => {
  expect(addressOf(contact, position)).toBe(address)
})
