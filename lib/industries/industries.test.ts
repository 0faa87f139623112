import { expect, test } from 'vitest'
import { SECTIONS } from './industries.ts'
import { findIndustry, industries, industryCandidates, industryLabel, isIndustry, searchIndustries } from './model.ts'

test('the standard has 20 sections and 97 divisions, numbered without a gap', () => {
  const codes = SECTIONS.flatMap(({ divisions }) => divisions.map(([code]) => code))
  expect(SECTIONS.map(({ code }) => code).join('')).toBe('ABCDEFGHIJKLMNOPQRST')
  expect(codes).toEqual(Array.from({ length: 97 }, (_, at) => String(at + 1).padStart(2, '0')))
  expect(industries).toHaveLength(117)
})

test.each([
  ['C39', '制造业-计算机、通信和其他电子设备制造业'],
  ['C', '制造业'],
  ['P83', '教育'],
  ['Z99', 'Z99'],
])('%s is shown as %s', (code, label) => {
  expect(industryLabel(code)).toBe(label)
})

test.each([
  ['软件和信息技术服务业', 'I65', 'exact'],
  ['计算机，通信和其他电子设备制造业', 'C39', 'exact'],
  ['餐饮业', 'H62', 'exact'],
  ['教育', 'P83', 'exact'],
  ['房地产', 'K70', 'exact'],
  ['制造业-汽车制造业', 'C36', 'exact'],
  ['制造业－ 汽车制造', 'C36', 'exact'],
  ['C-39 计算机、通信和其他电子设备制造业', 'C39', 'code'],
  ['39', 'C39', 'code'],
  ['c39', 'C39', 'code'],
  ['C3911', 'C39', 'code'],
  ['C', 'C', 'code'],
  ['制造业', 'C', 'section'],
  ['农林牧渔业', 'A', 'section'],
  ['金融', 'J', 'section'],
  ['制造业-信息技术', 'C39', 'alias'],
  ['信息技术', 'I65', 'alias'],
  ['SaaS', 'I65', 'alias'],
  ['制造业-汽配', 'C36', 'alias'],
])('%s is %s by its %s', (text, code, via) => {
  expect(findIndustry(text)).toMatchObject({ code, via })
})

test('what was known by another word is told, to be checked', () => {
  expect(findIndustry('制造业-信息技术')?.hint).toBe('已识别为「制造业-计算机、通信和其他电子设备制造业」，请核对')
})

test.each(['', ' ', '外星', '2024', '3911', 'A39', 'Z', '建筑业-软件和信息技术服务业', 'C39 餐饮业', '机械', '制造业-机械', '物流'])(
  '%j is not guessed',
  (text) => {
    expect(findIndustry(text)).toBeNull()
  },
)

test.each([
  ['机械', ['C34', 'C35']],
  ['制造业-设备', ['C34', 'C35']],
  ['物流', ['G54', 'G60']],
  ['软件', []],
  ['外星', []],
])('%s leaves %j to choose from', (text, codes) => {
  expect(industryCandidates(text)).toEqual(codes)
})

test.each([
  ['rj', 'I65'],
  ['39', 'C39'],
  ['C39', 'C39'],
  ['制造', 'C'],
  ['餐饮', 'H62'],
  ['汽配', 'C36'],
  ['jsj', 'C39'],
])('a search for %s finds %s first', (query, code) => {
  expect(searchIndustries(query)[0]?.code).toBe(code)
})

test('a search keeps its limit, an empty one begins at A, a hopeless one is empty', () => {
  expect(searchIndustries('', 3).map(({ code }) => code)).toEqual(['A', 'A01', 'A02'])
  expect(searchIndustries('不存在的行业')).toEqual([])
})

test('every label and every code finds itself', () => {
  for (const { code, label } of industries) {
    expect(isIndustry(code)).toBe(true)
    expect(findIndustry(code)?.code).toBe(code)
    if (!['K', 'P', 'T'].includes(code)) expect(findIndustry(label)?.code).toBe(code)
  }
})
