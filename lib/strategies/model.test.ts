import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Candidate, type Colleague, judge, type People } from './judge.ts'
import { checkStrategy, strategyShape, todoTitle } from './model.ts'
import { isPeriod, periodOf, standingOf } from './period.ts'
import { copyOf, fill, needsOf, REFUSAL, unknownIn } from './placeholders.ts'
import { behind, gathered } from './results.ts'
import { periodWords } from './words.ts'

test.each([
  ['once', '2026-11-22', 'once', '一次'],
  ['week', '2026-11-22', '2026-W47', '2026 年第 47 周'],
  ['week', '2026-11-23', '2026-W48', '2026 年第 48 周'],
  ['week', '2027-01-03', '2026-W53', '2026 年第 53 周'],
  ['week', '2024-12-30', '2025-W01', '2025 年第 1 周'],
  ['month', '2026-11-30', '2026-11', '2026 年 11 月'],
  ['quarter', '2026-09-30', '2026-Q3', '2026 年第 3 季度'],
  ['quarter', '2026-10-01', '2026-Q4', '2026 年第 4 季度'],
  ['halfYear', '2026-06-30', '2026-H1', '2026 年上半年'],
  ['halfYear', '2026-07-01', '2026-H2', '2026 年下半年'],
  ['year', '2026-12-31', '2026', '2026 年'],
] as const)('%s on %s is %s', (rhythm, day, period, words) => {
  expect(periodOf(rhythm, day)).toBe(period)
  expect(periodWords(period)).toBe(words)
  expect(isPeriod(period)).toBe(true)
})

test.each(['2026-13', '2026-Q5', 'x', '2026-11-22'])('%s is no period', (text) => expect(isPeriod(text)).toBe(false))

test.each([
  [true, null, '2026-11-09', 'coming'],
  [true, null, '2026-11-10', 'running'],
  [true, '2026-11-20', '2026-11-20', 'running'],
  [true, '2026-11-20', '2026-11-21', 'over'],
  [false, null, '2026-11-12', 'off'],
])('switched on %s, until %s, on %s it is %s', (active, effectiveUntil, day, standing) => {
  expect(standingOf({ active, effectiveFrom: '2026-11-10', effectiveUntil }, day)).toBe(standing)
})

const facts = { customer: '恒屹', manager: '李娜', phone: '010-12345678', email: 'li@a.com', company: '甲公司' }

test('placeholders are put in, whatever braces and blanks somebody typed; unknown ones are named', () => {
  expect(fill('{客户名称}，我是｛ 客户经理 ｝，{经理电话}', facts)).toBe('恒屹，我是李娜，010-12345678')
  expect(unknownIn('{客户名称} {优惠码}')).toBe('优惠码')
  expect(unknownIn('{客户名称} {公司名称}')).toBeUndefined()
  expect(needsOf('找 {经理电话}')).toEqual({ manager: true, phone: true, email: false })
})

test('below an offer stands how to be left alone, once, and below no service', () => {
  const offer = { content: '{客户名称}：优惠', marketing: true, way: 'text' }
  expect(copyOf(offer, facts)).toBe(`恒屹：优惠\n${REFUSAL}`)
  expect(copyOf({ ...offer, content: '优惠，退订回 T' }, facts)).toBe('优惠，退订回 T')
  expect(copyOf({ ...offer, marketing: false }, facts)).toBe('恒屹：优惠')
  expect(copyOf({ ...offer, way: 'todo' }, facts)).toBe('恒屹：优惠')
})

const shape = z.strictObject(strategyShape).superRefine(checkStrategy)
const typed = { name: '回访', tierId: '1', kind: 'wakeUp', advice: '问候', way: 'todo', rhythm: 'month', effectiveFrom: '2026-11-22' }
const wrong = (values: object) => Object.keys(z.flattenError(shape.safeParse({ ...typed, ...values }).error!).fieldErrors)

test.each([
  ['a placeholder nobody knows', { content: '{客户电话}' }, ['content']],
  ['a to-do without a word', { advice: '' }, ['advice']],
  ['a text without a text', { way: 'text' }, ['content']],
  ['a survey without questionnaire', { kind: 'survey' }, ['surveyId']],
  ['a survey by mail', { kind: 'survey', surveyId: '1', way: 'email' }, ['way']],
  ['an end before the beginning', { effectiveUntil: '2026-11-21' }, ['effectiveUntil']],
  ['an offer that calls itself none', { kind: 'offer' }, ['marketing']],
  ['days that are none', { dueDays: '0' }, ['dueDays']],
  ['a day that is not in the calendar', { effectiveFrom: '2026-02-30' }, ['effectiveFrom']],
  [
    'nothing at all',
    { name: ' ', tierId: '', kind: '', way: '', rhythm: '', effectiveFrom: '' },
    ['name', 'tierId', 'kind', 'way', 'rhythm', 'effectiveFrom'],
  ],
])('%s is refused at its field', (_, values, fields) => {
  expect(wrong(values)).toEqual(fields)
})

test('a long advice is cut for the workbench', () => {
  expect(todoTitle({ name: '回访', advice: '' })).toBe('回访')
  expect(todoTitle({ name: '回访', advice: 'x'.repeat(500) })).toHaveLength(200)
})

const colleague = (id: number, more: Partial<Colleague> = {}): Colleague => ({
  id,
  name: `甲${id}`,
  departmentId: 1,
  isHead: false,
  phone: '010-12345678',
  email: 'a@b.com',
  ...more,
})
const here = [colleague(1), colleague(2, { phone: '' }), colleague(9, { isHead: true })]
const people: People = { byId: new Map(here.map((one) => [one.id, one])), heads: new Map([[1, here[2]!]]) }
const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  ...{ id: 7, name: '恒屹', ownerId: 1, departmentId: 1, gone: 0, pushed: 0, consent: null, agrees: 0, repairing: 0, asked: 0 },
  ...more,
})
const service = { kind: 'managerCard', content: '{客户经理}', marketing: false, responsibleId: null } as const
const offer = { ...service, kind: 'offer', marketing: true } as const
const survey = { ...service, kind: 'survey', content: '' } as const
const verdictOf = (strategy: Parameters<typeof judge>[0], more: Partial<Candidate> = {}) => {
  const [verdict] = judge(strategy, [candidate(more)], people)
  return verdict!.reason ?? verdict!.assigneeId
}

describe('who is reached, through whom, and why not', () => {
  test.each([
    ['a service reaches whom nobody has asked', service, {}, 1],
    ['a service reaches who refused offers', service, { consent: 'refused' }, 1],
    ['an offer does not', offer, { consent: 'refused', agrees: 1 }, 'refused'],
    ['nor does a survey', survey, { consent: 'refused' }, 'refused'],
    ['an offer needs a yes', offer, {}, 'notAgreed'],
    ['of the customer', offer, { consent: 'agreed' }, 1],
    ['or of somebody there', offer, { agrees: 1 }, 1],
    ['nothing is sold during a repair', offer, { agrees: 1, repairing: 1 }, 'repairing'],
    ['nor asked', survey, { repairing: 1 }, 'repairing'],
    ['but served', service, { repairing: 1 }, 1],
    ['once a period', service, { pushed: 1, consent: 'refused' }, 'pushed'],
    ['an archived one is left alone', service, { gone: 1 }, 'gone'],
    ['one that is asked already, too', survey, { asked: 1 }, 'asked'],
    ['for an owner who has left the head of the department', service, { ownerId: 5 }, 9],
    ['where there is none, nobody', service, { ownerId: 5, departmentId: 2 }, 'noOwner'],
    ['nobody’s customer has nobody', service, { ownerId: null }, 'noOwner'],
    ['a phone that nobody filled in leaves no gap', { ...service, content: '{经理电话}' }, { ownerId: 2 }, 'noCard'],
    ['who is named does it', { ...service, responsibleId: 2 }, {}, 2],
    ['who is named and has left does not', { ...service, responsibleId: 6 }, {}, 'noOwner'],
    ['who is named cannot sign for a missing manager', { ...service, responsibleId: 2 }, { ownerId: null }, 'noOwner'],
  ] as const)('%s', (_, strategy, more, verdict) => {
    expect(verdictOf(strategy, more)).toBe(verdict)
  })
})

test('what was bought counts from the day of the push for ninety days, both included, and in the total once', () => {
  const results = gathered()
  const row = (id: number, period: string, day: string) => ({ id, customerId: 1, period, day, done: id === 1 ? 1 : 0, answered: 0 })
  const bought = (id: number, on: string) => ({ id, customerId: 1, on, fen: 100 })
  results.take(
    [row(1, '2026-01', '2026-01-10'), row(2, '2026-02', '2026-02-10')],
    [bought(1, '2026-01-09'), bought(2, '2026-01-10'), bought(3, '2026-04-10'), bought(4, '2026-05-12')],
  )
  const made = results.made()
  expect(made.periods.map(({ period, bought, boughtFen }) => [period, bought, boughtFen])).toEqual([
    ['2026-02', 1, 100],
    ['2026-01', 1, 200],
  ])
  expect(made.total).toEqual({ pushed: 2, done: 1, answered: 0, bought: 1, boughtFen: 200 })
  expect(behind(made, 'bought').map(({ id }) => id)).toEqual([2])
  expect(behind(made, 'all').map(({ id }) => id)).toEqual([2, 1])
  expect(behind(made, 'open', '2026-02').map(({ id }) => id)).toEqual([2])
})
