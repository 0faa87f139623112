import { expect, test } from 'vitest'
import type { Condition, Rule } from '#db/schema/tiers'
import { startTiers } from './defaults.ts'
import { fulfils, problemsOf } from './problems.ts'

const any = (...groups: Condition[][]): Rule => ({ kind: 'any', groups })
const amount = (op: Condition['op'], value: Condition['value'], window = 12): Condition => ({ field: 'amount', op, value, window })
const choice = (op: Condition['op'], value: Condition['value'], field = 'potential'): Condition => ({ field, op, value })
const points = (atLeast: number, ...lines: [number, Condition][]): Rule => ({
  kind: 'points',
  atLeast,
  lines: lines.map(([points, condition]) => ({ points, condition })),
})
const messages = (rule: Rule) => problemsOf(rule).map(({ message }) => message)

test.each(startTiers)('$name of the start set is in order', ({ rule }) => {
  expect(problemsOf(rule)).toEqual([])
})

test.each<[string, Rule, string]>([
  ['no group', any(), '请至少填写一个条件'],
  ['an empty group', any([amount('gte', 1)], []), '这一组没有条件，请填写或删除'],
  ['no line', points(10), '请至少填写一项'],
  ['an unknown field', any([{ field: 'wealth', op: 'gte', value: 1 }]), '没有这个字段，请重新选择'],
  ['a field of the prototype', any([{ field: 'constructor', op: 'gte', value: 1 }]), '没有这个字段，请重新选择'],
  ['an operator of choices for money', any([amount('in', [1])]), '「合作金额」不能这样比较，请重新选择'],
  ['an operator of numbers for a choice', any([choice('gte', 'A')]), '「合作潜力」不能这样比较，请重新选择'],
  ['negative money', any([amount('gte', -1)]), '合作金额不能为负'],
  ['money beyond all measure', any([amount('gte', 2_000_000_000_000)]), '合作金额需在 ¥0 至 ¥10,000,000,000 之间'],
  ['parts of a 分', any([amount('gte', 1.5)]), '请填写金额，最多两位小数'],
  ['a word for a number', any([amount('gte', '很多')]), '请填写金额，最多两位小数'],
  ['no number', any([amount('gte', Number.NaN)]), '请填写金额，最多两位小数'],
  ['a share above a hundred', any([{ field: 'industryShare', op: 'gte', value: 101 }]), '行业贡献度需在 0% 至 100% 之间'],
  ['a fall by more than all', any([{ field: 'growth', op: 'lte', value: -101 }]), '合作金额增长需在 -100% 至 100,000% 之间'],
  ['a score of 6', any([{ field: 'lowestScore', op: 'lte', value: 6 }]), '最低满意度评分需在 1 至 5 之间'],
  ['a window of 61 months', any([amount('gte', 1, 61)]), '统计周期需为 1 至 60 个月'],
  ['a window of no months', any([amount('gte', 1, 0)]), '统计周期需为 1 至 60 个月'],
  ['a window of half a month', any([amount('gte', 1, 0.5)]), '统计周期需为 1 至 60 个月'],
  ['a window of 3651 days', any([{ field: 'complaints', op: 'gte', value: 1, window: 3651 }]), '统计周期需为 1 至 3,650 天'],
  ['a window where there is none', any([{ field: 'silence', op: 'gt', value: 10, window: 3 }]), '这个字段没有统计周期'],
  ['what is true of everybody', any([amount('gte', 0)]), '这个条件对每位客户都成立，请修改数值'],
  ['what is true of nobody', any([amount('lt', 0)]), '没有客户能满足「合作金额 < ¥0」'],
  ['a range upside down', any([amount('between', [5, 4])]), '范围的前一个数不能大于后一个数'],
  ['half a range', any([amount('between', [5])]), '请填写金额，最多两位小数'],
  ['an unknown choice', any([choice('eq', 'D')]), '没有这一项合作潜力，请重新选择'],
  ['nothing chosen', any([choice('in', [])]), '请选择合作潜力'],
  ['the same condition twice', any([amount('gte', 5), amount('gte', 5)]), '与同一组的另一个条件重复'],
  ['the same group twice', any([amount('gte', 5)], [amount('gte', 5)]), '与前面的一组条件相同'],
  [
    'an empty interval',
    any([amount('gte', 1000), amount('lt', 500)]),
    '与同一组的其他条件矛盾，没有客户能同时满足「近 12 个月合作金额 < ¥5」',
  ],
  [
    'nothing between 5 and 6',
    any([amount('gt', 5), amount('lt', 6)]),
    '与同一组的其他条件矛盾，没有客户能同时满足「近 12 个月合作金额 < ¥0.06」',
  ],
  [
    'two choices at once',
    any([choice('eq', 'A'), choice('eq', 'B')]),
    '与同一组的其他条件矛盾，没有客户能同时满足「合作潜力 是 B 类 · 有需求」',
  ],
  [
    'a choice and not it',
    any([choice('eq', 'A'), choice('ne', 'A')]),
    '与同一组的其他条件矛盾，没有客户能同时满足「合作潜力 不是 A 类 · 高价值意向」',
  ],
  ['points never reached', points(60, [20, amount('gte', 5)], [30, choice('eq', 'A')]), '各项最多同时得到 50 分，达不到 60 分'],
  [
    'points that exclude each other',
    points(50, [30, amount('gte', 1000)], [30, amount('lt', 500)]),
    '各项最多同时得到 30 分，达不到 50 分',
  ],
  ['half a point', points(1, [0.5, amount('gte', 5)]), '分数需为 1 至 1,000 的整数'],
  ['the same line twice', points(10, [10, amount('gte', 5)], [20, amount('gte', 5)]), '与前面的一项重复'],
  ['a bar of nothing', points(0, [10, amount('gte', 5)]), '达标分数需为 1 至 1,000 的整数'],
  ['too many conditions', any(...Array.from({ length: 21 }, (_, n) => [amount('gte', n + 1)])), '条件最多 20 个'],
])('%s is refused', (_, rule, message) => {
  expect(messages(rule)).toEqual([message])
})

test.each<[string, Rule]>([
  ['an interval of one 分', any([amount('gte', 500), amount('lte', 500)])],
  ['the same field over two windows', any([amount('gte', 1000), amount('lt', 500, 3)])],
  ['points of lines that build on each other', points(50, [30, amount('gte', 500)], [30, amount('gte', 1000)])],
  [
    'shares between two whole numbers',
    any([
      { field: 'growth', op: 'gt', value: 5 },
      { field: 'growth', op: 'lt', value: 6 },
    ]),
  ],
])('%s is not', (_, rule) => {
  expect(messages(rule)).toEqual([])
})

test('a problem says where it is', () => {
  expect(problemsOf(any([amount('gte', 5)], [amount('gte', 9), choice('eq', 'D')]))[0]?.path).toEqual(['groups', 1, 1])
  expect(problemsOf(points(10, [10, amount('gte', -1)]))[0]?.path).toEqual(['lines', 0])
})

test.each<[Condition['op'], Condition['value'], number | string, boolean]>([
  ['gte', 5, 5, true],
  ['gt', 5, 5, false],
  ['lte', 5, 5, true],
  ['lt', 5, 5, false],
  ['between', [5, 7], 7, true],
  ['between', [5, 7], 8, false],
  ['eq', 'A', 'A', true],
  ['ne', 'A', '', true],
  ['in', ['A', 'B'], 'B', true],
  ['notIn', ['A', 'B'], 'C', true],
])('%s %j of %j: %s', (op, value, figure, answer) => {
  expect(fulfils({ field: 'x', op, value }, figure)).toBe(answer)
})
