import { expect, test } from 'vitest'
import { gatherLists, idOfRef } from './lists.ts'
import { medianOf, quarterOf, quartersBetween, quartersUpTo, type Subject, spansAt, sumsOf } from './model.ts'
import { type Said, tallyNeeds } from './needs.ts'
import { REST, tallyOverview } from './overview.ts'
import { provinceOf } from './regions.ts'
import { tallyRetention } from './retention.ts'
import { placeOf, tallyRfm } from './rfm.ts'
import { fulfils, pointsOf, reasonsOf } from './risk.ts'
import { tagsOf, wordsOf } from './terms.ts'

const DAY = '2026-10-31'
const spans = spansAt(DAY)
const subject = (id: number, values: Partial<Subject> = {}): Subject => ({
  id,
  department: 0,
  level: 'normal',
  industry: 'C34',
  source: '转介绍',
  owner: 7,
  address: '苏州市工业园区',
  status: 'normal',
  headcount: null,
  createdOn: '2020-01-01',
  ...values,
})
const bought = (...all: [on: string, yuan: number, product?: string][]) =>
  all.map(([on, yuan, product = '刀具']) => ({ on, fen: yuan * 100, product }))
const listed = (lists: ReturnType<typeof gatherLists>) =>
  Object.fromEntries([...lists.portions()].map(({ code, total, refs }) => [code, { total, ids: refs.split(',').map(idOfRef) }]))

test.each([
  ['2026-10-31', '2025-10-31', '2024-10-31'],
  ['2024-02-29', '2023-02-28', '2022-02-28'],
  ['2025-02-28', '2024-02-28', '2023-02-28'],
])('twelve months to %s are what lies after %s', (day, since, before) => expect(spansAt(day)).toEqual({ day, since, before }))

test('a purchase on the same day a year ago belongs to the year before, one on the day itself to this', () => {
  const all = bought(['2025-10-31', 100], ['2025-11-01', 20], ['2026-10-31', 3], ['2026-11-01', 1000], ['2024-10-31', 7], ['2024-11-01', 5])
  expect(sumsOf(all, spans)).toEqual({ fen: 2300, times: 2, beforeFen: 10_500 })
})

test.each([
  [[], null],
  [[3], 3],
  [[9, 1, 5], 5],
  [[1, 2], 2],
  [[10, 20, 30, 40], 25],
])('the median of %j is %s', (numbers, median) => expect(medianOf(numbers)).toBe(median))

test('quarters are counted over the turn of a year', () => {
  expect(quartersUpTo('2026-02-01', 3)).toEqual(['2025Q3', '2025Q4', '2026Q1'])
  expect(quartersBetween('2025Q4', '2026Q3')).toBe(3)
  expect(quarterOf('2026-04-01')).toBe('2026Q2')
})

test.each([
  ['江苏省苏州市工业园区', '江苏'],
  ['苏州市工业园区', '江苏'],
  ['中国广东省深圳市', '广东'],
  ['内蒙古自治区包头市', '内蒙古'],
  ['哈尔滨市道里区', '黑龙江'],
  ['吉林市船营区', '吉林'],
  ['', '未填'],
  ['  ', '未填'],
  ['No. 1 Broadway', '其他地区'],
])('%j lies in %s', (address, province) => expect(provinceOf(address)).toBe(province))

test('customers and money are added up whole and by each way to part them', () => {
  const lists = gatherLists()
  const tally = tallyOverview(spans, 0, lists)
  tally.add(subject(1, { level: 'vip' }), bought(['2026-10-01', 900], ['2026-10-02', 100], ['2025-05-01', 500]), [4, 5])
  tally.add(subject(2, { industry: 'I65', owner: 0, address: '' }), bought(['2025-10-31', 300]), [])
  tally.add(subject(3, { status: 'archived', createdOn: '2026-01-05' }), [], [])
  tally.score(5, '2026-01-01')
  tally.score(2, '2025-01-01')
  const { whole, by, months, top, scores } = tally.figures()
  expect(whole).toEqual({ customers: 3, buyers: 1, fen: 100_000, beforeFen: 80_000, fresh: 1, times: 2, beforeBuyers: 2 })
  expect(by.tier.map(({ key, customers, fen }) => [key, customers, fen])).toEqual([
    ['4', 1, 100_000],
    ['5', 1, 100_000],
    ['none', 1, 0],
    [REST, 1, 0],
  ])
  expect(by.level.map(({ key, customers }) => [key, customers])).toEqual([
    ['vip', 1],
    ['normal', 2],
  ])
  expect(by.industry.find(({ key }) => key === 'I')).toEqual({ key: 'I', customers: 1, buyers: 0, fen: 0, beforeFen: 30_000 })
  expect(by.region.map(({ key, customers }) => [key, customers])).toEqual([
    ['江苏', 2],
    ['未填', 1],
  ])
  expect(by.size.map(({ key, customers }) => [key, customers])).toEqual([['unknown', 3]])
  expect(by.owner.find(({ key }) => key === '0')?.customers).toBe(1)
  expect(months).toHaveLength(24)
  expect(months.at(-1)).toEqual({ month: '2026-10', fen: 100_000, times: 2, customers: 1 })
  expect(top).toEqual([{ id: 1, fen: 100_000, beforeFen: 50_000 }])
  expect(scores).toEqual({ now: { sum: 5, count: 1 }, before: { sum: 2, count: 1 } })
  const behind = listed(lists)
  expect(behind['buy.level.vip']).toEqual({ total: 1, ids: [1] })
  expect(behind['all.region.江苏']).toEqual({ total: 2, ids: [3, 1] })
  expect(behind['month.2025-10']).toEqual({ total: 1, ids: [2] })
})

test.each([
  [0, 6, 0, 4],
  [30, 5, 0, 3],
  [31, 3, 1, 2],
  [90, 1, 1, 1],
  [91, 2, 2, 2],
  [180, 4, 2, 3],
  [181, 1, 3, 1],
  [365, 0, 3, 0],
  [366, 0, 4, 0],
])('%i days since and %i times lie in row %i, column %i', (days, times, r, f) => expect(placeOf(days, times)).toEqual({ r, f }))

test('the grid holds each buyer once, with its money, and says who never bought', () => {
  const lists = gatherLists()
  const tally = tallyRfm(spans, 0, lists)
  tally.add({ id: 1 }, bought(['2026-07-01', 40], ['2026-08-01', 30], ['2026-09-01', 20], ['2026-10-31', 10]))
  tally.add({ id: 2 }, bought(['2024-01-01', 70]))
  tally.add({ id: 3 }, bought(['2026-11-05', 5]))
  tally.add({ id: 4 }, [])
  const { cells, segments, whole, never } = tally.figures()
  expect(cells).toEqual({ r1f3: { customers: 1, fen: 10_000, everFen: 10_000 }, r5f0: { customers: 1, fen: 0, everFen: 7000 } })
  expect(segments).toEqual({ loyal: { customers: 1, fen: 10_000, everFen: 10_000 }, gone: { customers: 1, fen: 0, everFen: 7000 } })
  expect([whole.customers, never]).toEqual([2, 2])
  expect(listed(lists)['seg.gone']).toEqual({ total: 1, ids: [2] })
})

test('who first bought in a quarter is followed through the quarters since; two days within twelve months are a repurchase', () => {
  const lists = gatherLists()
  const tally = tallyRetention(spans, 0, lists)
  tally.add({ id: 1 }, bought(['2026-01-10', 10], ['2026-01-10', 5, '切削液'], ['2026-03-01', 10], ['2026-07-09', 10]))
  tally.add({ id: 2 }, bought(['2026-02-10', 10]))
  tally.add({ id: 3 }, bought(['2025-01-10', 10], ['2025-03-11', 10]))
  tally.add({ id: 4 }, bought(['2012-01-10', 10], ['2026-10-01', 10]))
  const { cohorts, repurchase, products } = tally.figures()
  expect(cohorts.find(({ quarter }) => quarter === '2026Q1')).toEqual({ quarter: '2026Q1', customers: 2, bought: [2, 0, 1, 0] })
  expect(cohorts.find(({ quarter }) => quarter === '2025Q1')?.customers).toBe(1)
  expect(cohorts.reduce((sum, { customers }) => sum + customers, 0)).toBe(3)
  expect(repurchase).toEqual({ buyers: 3, again: 1, beforeBuyers: 1, beforeAgain: 1, days: 90 })
  expect(products).toEqual([
    { product: '刀具', buyers: 3, again: 1, fen: 5000, days: 90 },
    { product: '切削液', buyers: 1, again: 0, fen: 500, days: null },
  ])
  expect(listed(lists)['cohort.2026Q1.2']).toEqual({ total: 1, ids: [1] })
  expect(listed(lists)['productAgain.刀具']).toEqual({ total: 1, ids: [1] })
})

test('words that say something are counted by customers, in a period and the one before; a word of one customer stays untold', () => {
  const lists = gatherLists()
  const tally = tallyNeeds(DAY, 0, lists)
  const said = (id: number, on: string, text: string, marks: string[] = []): Said => ({ voice: 'f', id, on, text, marks })
  tally.add([said(1, '2026-10-31', '交期太慢，交期要缩短'), said(2, '2026-10-30', '交期')])
  tally.add([said(3, '2026-10-02', '交期', ['tag:交期异议']), said(4, '2026-10-01', '交期')])
  tally.add([said(5, '2026-09-30', '交期 王建国')])
  const { terms, said: voices } = tally.figures()
  const word = terms.find(({ key }) => key === '交期')
  expect(word).toMatchObject({ customers: [2, 3, 3], before: [2, 0, 0], times: [3, 5, 5], ever: 3, voices: { f: [3, 5, 5] } })
  expect(terms.map(({ key }) => key)).not.toContain('建国')
  expect(terms.find(({ kind }) => kind === 'tag')).toMatchObject({ key: '交期异议', customers: [1, 1, 1] })
  expect(voices).toEqual([{ voice: 'f', times: [3, 5, 5], before: [2, 0, 0], customers: [2, 3, 3] }])
  expect([...lists.portions()].find(({ code }) => code === 'term.word:交期')).toMatchObject({ total: 5, refs: 'f1,f2,f3,f4,f5' })
})

test('a text is cut into its words, without what everybody says', () => {
  expect(wordsOf('我们希望 2026 年缩短交期，交期太慢了')).toEqual(expect.arrayContaining(['缩短', '交期']))
  expect(wordsOf('我们希望 2026 年')).toEqual([])
  expect(wordsOf('ERP 对接')).toEqual(expect.arrayContaining(['erp']))
})

test.each([
  ['报价太贵，希望优惠', ['意见建议', '价格异议']],
  ['暂无需求', ['暂无需求']],
  ['已收到资料', []],
])('%s speaks of %j', (text, tags) => expect(tagsOf(text)).toEqual(tags))

test('a list keeps its weightiest and says how many there are', () => {
  const lists = gatherLists(3)
  for (let id = 1; id <= 10; id++) lists.add(0, 'a', id.toString(36), id === 4 ? 9 : 1)
  expect([...lists.portions()]).toEqual([{ scope: 0, code: 'a', portion: 0, total: 10, refs: '4,a,9' }])
})

test('reasons are the lines of the rule that the figures fulfil, with their points', () => {
  const rule = {
    tierId: 1,
    rule: {
      kind: 'points' as const,
      atLeast: 40,
      lines: [
        { points: 20, condition: { field: 'silence', op: 'gt' as const, value: 60 } },
        { points: 25, condition: { field: 'sincePurchase', op: 'gt' as const, value: 180 } },
        { points: 20, condition: { field: 'growth', op: 'lte' as const, value: -30, window: 12 } },
      ],
    },
  }
  const evidence = JSON.stringify({ silence: 61, sincePurchase: 180, 'growth:12': -42.5 })
  expect(pointsOf(rule, evidence)).toBe(40)
  expect(reasonsOf(rule, evidence)).toEqual([
    { points: 20, text: '未联系天数 61 天' },
    { points: 20, text: '近 12 个月合作金额下降 42.5%' },
  ])
  expect(pointsOf(rule, '{}')).toBe(0)
})

test.each([
  ['between', [1, 5], 5, true],
  ['between', [1, 5], 6, false],
  ['in', ['A', 'B'], 'B', true],
  ['notIn', ['A'], 'A', false],
  ['ne', 'A', 'B', true],
  ['gte', 5, null, false],
] as const)('%s %j of %s: %s', (op, value, figure, holds) => expect(fulfils({ field: 'x', op, value: value as never }, figure)).toBe(holds))
