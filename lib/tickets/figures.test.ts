import { expect, test } from 'vitest'
import { DAY, instantOf } from '../kernel/time.ts'
import { codeOf, codesIn, idsBehind } from './figure-codes.ts'
import { overviewOf, sectionsOf } from './figure-words.ts'
import { answerOf, type Fact, figuresOf, monthsUpTo, type Names } from './figures.ts'
import { atOnce } from './turns.ts'

const HOUR = 3_600_000
const at = instantOf('2026-12-01', '06:00')
const nameOf = (prefix: string) => (key: number) => `${prefix}${key}`
const names: Names = {
  type: nameOf('类型'),
  department: nameOf('部门'),
  handler: nameOf('人'),
  urgency: nameOf('级'),
  cause: nameOf('因'),
  solution: nameOf('法'),
}

let serial = 0
function fact(values: Partial<Fact>): Fact {
  const createdAt = values.createdAt ?? instantOf('2026-11-10', '09:00')
  const blank = { typeId: 1, departmentId: 1, handlerId: 1, urgency: 'middle', cause: null, solution: null } as const
  const open = { receivedAt: null, respondedAt: null, closedAt: null, handlingMinutes: null, score: null, repeatOfId: null }
  return { ...blank, ...open, id: ++serial, createdAt, openedAt: createdAt, followedAt: null, ...values }
}

// Answered after 2, 24 and 25 hours; received and unanswered for days; unanswered for 20 hours; never received.
const received = instantOf('2026-11-10', '10:00')
const facts = [
  fact({
    receivedAt: received,
    respondedAt: received + 2 * HOUR,
    closedAt: instantOf('2026-11-12'),
    handlingMinutes: 60,
    score: 5,
    cause: 'design',
  }),
  fact({ receivedAt: received, respondedAt: received + DAY, closedAt: instantOf('2026-11-13'), handlingMinutes: 120, score: 2, typeId: 2 }),
  fact({
    receivedAt: received,
    respondedAt: received + DAY + 1,
    closedAt: instantOf('2026-11-30', '23:59'),
    handlingMinutes: 600,
    handlerId: 2,
  }),
  fact({ receivedAt: received, repeatOfId: 1, urgency: 'high' }),
  fact({ receivedAt: at - 20 * HOUR, createdAt: instantOf('2026-11-30', '23:00') }),
  fact({ departmentId: null }),
  // The month's edges: closed on 1 December is December's; taken in October and closed in November is November's closing.
  fact({ createdAt: instantOf('2026-11-30', '12:00'), closedAt: instantOf('2026-12-01'), handlingMinutes: 5, score: 1 }),
  fact({ createdAt: instantOf('2026-10-31', '23:59'), closedAt: instantOf('2026-11-01'), handlingMinutes: 240, score: 4 }),
]
const figures = atOnce(figuresOf(facts, '2026-11', at, names))

test('what is counted in a month, by hand', () => {
  expect(figures.whole.counts).toEqual({ taken: 7, within: 2, late: 2, closed: 4, timed: 4, scored: 3, repeated: 1, open: 4 })
  expect(figures.whole).toMatchObject({ median: 180, p90: 600, code: 'A' })
  expect(figures.whole.score).toBeCloseTo(11 / 3)
  expect(figures.before.counts).toEqual({ taken: 1, within: 0, late: 0, closed: 0, timed: 0, scored: 0, repeated: 0, open: 1 })
})

test('in words: half were answered within 24 hours', () => {
  const words = Object.fromEntries(overviewOf(figures).map(({ label, text }) => [label, text]))
  expect(words).toMatchObject({
    '受理（张）': '7',
    '24 小时内响应率': '50.0%',
    处理时长中位数: '3 小时',
    '90% 处理时长': '10 小时',
    '平均评分（分）': '3.7',
  })
  const [taken] = overviewOf(figures)
  expect(taken).toMatchObject({ before: '1', change: '增加 6', code: 'A-1', beforeCode: 'M202610-1' })
})

test.each([
  ['exactly 24 hours', { receivedAt: 0, respondedAt: DAY }, 'within'],
  ['a millisecond more', { receivedAt: 0, respondedAt: DAY + 1 }, 'late'],
  ['not yet, and the time runs', { receivedAt: at - DAY }, undefined],
  ['not yet, and the time is over', { receivedAt: at - DAY - 1 }, 'late'],
  ['not received', {}, undefined],
])('answered after %s', (_, values, expected) => {
  expect(answerOf(fact(values), at)).toBe(expected)
})

test('every code lists as many tickets as its figure says', () => {
  const lines = [figures.whole, ...figures.trend, ...Object.values(figures.lines).flat()]
  for (const code of codesIn(figures)) {
    const what = codeOf(code)!
    const line = lines.find((one) => code.startsWith(`${one.code}-`))!
    expect([code, idsBehind(facts, what, '2026-11', at).length]).toEqual([code, line.counts[what.measure]])
  }
  expect(idsBehind(facts, codeOf('b2-2')!, '2026-11', at)).toEqual([2])
  expect(idsBehind(facts, codeOf('C0-1')!, '2026-11', at)).toEqual([6])
})

test.each(['', 'A', 'A1-1', 'B-1', 'B1-9', 'B1-0', 'M20261-1', 'M202613-1', 'Z1-1', "A-1' or 1=1"])('%j is no code', (text) => {
  expect(codeOf(text)).toBeUndefined()
})

test('twelve months end with this one, over the turn of a year', () => {
  expect(monthsUpTo('2026-02', 3)).toEqual(['2025-12', '2026-01', '2026-02'])
  expect(figures.trend.map(({ label }) => label)).toEqual(monthsUpTo('2026-11', 12))
})

test('a chart says what its table says', () => {
  const [trend, types] = sectionsOf(figures)
  expect(trend!.drawings![0]!.desc).toContain('11月 7')
  expect(trend!.drawings![1]!.desc).toContain('11月 50')
  expect(types!.drawings![0]!.desc).toBe('类型1 6，类型2 1')
  expect(types!.table!.rows.map(({ cells }) => [cells[0]!.text, cells[1]!.text, cells[1]!.code])).toEqual([
    ['类型1', '6', 'B1-1'],
    ['类型2', '1', 'B2-1'],
  ])
})
