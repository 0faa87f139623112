import { expect, test } from 'vitest'
import type { Rule } from '#db/schema/tiers'
import { emptyRule, nameOf, typedIn } from './model.ts'
import { ruleIn, typedOf } from './typed.ts'

const sources = { source: [{ value: '展会推广', label: '展会推广' }] }
const potential: Rule = {
  kind: 'any',
  groups: [
    [{ field: 'potential', op: 'eq', value: 'A' }],
    [
      { field: 'amount', op: 'gte', value: 3_000_000, window: 12 },
      { field: 'growth', op: 'gte', value: 30, window: 12 },
    ],
  ],
}
const churn: Rule = {
  kind: 'points',
  atLeast: 60,
  lines: [
    { points: 40, condition: { field: 'silence', op: 'gt', value: 60 } },
    { points: 20, condition: { field: 'amount', op: 'between', value: [100_000, 2_000_050], window: 6 } },
  ],
}

const posted = (rule: Exclude<Rule, { kind: 'rest' }>) => {
  const { kind, groups } = typedOf(rule, sources)
  const lines = groups.flatMap((group, g) =>
    group.flatMap((line, n) => Object.entries(line).map(([part, value]) => [nameOf(g, n, part as never), value] as const)),
  )
  return { kind, ...(rule.kind === 'points' && { atLeast: String(rule.atLeast) }), ...Object.fromEntries(lines) }
}
const typing = (values: Record<string, string>) => ruleIn({ kind: 'any', 'c0-0-field': '', 'c0-0-op': 'gte', ...values }, sources)

test.each([potential, churn])('a rule that is shown and sent back is the same rule', (rule) => {
  expect(ruleIn(posted(rule as never), sources)).toEqual({ rule, errors: {} })
})

test('money is typed in 元 as people write it', () => {
  for (const value of ['80000', '80,000', '¥80,000', '80,000.00 元', '８０，０００'])
    expect(typing({ 'c0-0-field': 'amount', 'c0-0-value': value, 'c0-0-window': '12' }).rule).toEqual({
      kind: 'any',
      groups: [[{ field: 'amount', op: 'gte', value: 8_000_000, window: 12 }]],
    })
})

test('money beyond all measure is told its range, not that it has too many decimals', () => {
  const { errors } = typing({ 'c0-0-field': 'amount', 'c0-0-value': '1000000000000000', 'c0-0-window': '12' })
  expect(JSON.stringify(errors)).toContain('合作金额需在 ¥0 至 ¥10,000,000,000 之间')
})

test('choices are typed by their names; several are any of them', () => {
  const chosen = (op: string, value: string) =>
    (typing({ 'c0-0-field': 'level', 'c0-0-op': op, 'c0-0-value': value, 'c0-0-window': '12' }).rule as never as { groups: object[][] })
      .groups[0]?.[0]
  expect(chosen('gte', 'VIP客户')).toEqual({ field: 'level', op: 'eq', value: 'vip' })
  expect(chosen('ne', 'VIP客户、strategic')).toEqual({ field: 'level', op: 'notIn', value: ['vip', 'strategic'] })
  expect(typing({ 'c0-0-field': 'potential', 'c0-0-value': 'D' }).errors['c0-0-value']?.[0]).toContain('可填 A 类、B 类、C 类')
  expect(typing({ 'c0-0-field': 'source', 'c0-0-value': '展会推广' }).errors).toEqual({})
})

test.each([
  [{}, 'c0-0-field', '至少填写一个条件'],
  [{ 'c0-0-value': '5' }, 'c0-0-field', '字段'],
  [{ 'c0-0-field': 'amount', 'c0-0-value': '很多' }, 'c0-0-value', '请填写金额'],
  [{ 'c0-0-field': 'amount', 'c0-0-value': '-5' }, 'c0-0-value', '不能为负'],
  [{ 'c0-0-field': 'amount', 'c0-0-value': '5', 'c0-0-window': '99' }, 'c0-0-window', '1 至 60 个月'],
  [{ 'c0-0-field': 'level', 'c0-0-op': 'lt', 'c0-0-value': 'VIP客户' }, 'c0-0-op', '不能这样比较'],
])('what is wrong in %o is said at its part', (values, name, words) => {
  const { errors } = typing(values)
  expect(errors[name]?.[0]).toContain(words)
})

test('empty lines in between keep the errors at the line they were typed in', () => {
  const { errors } = typing({ 'c1-2-field': 'purchases', 'c1-2-op': 'gte', 'c1-2-value': 'x' })
  expect(Object.keys(errors)).toEqual(['c1-2-value'])
})

test('a line or a group more is an empty one behind what was typed', () => {
  const values = { kind: 'any', 'c0-0-field': 'amount', 'c0-0-value': '8', 'c0-1-field': '' }
  expect(typedIn(values).groups.map((lines) => lines.length)).toEqual([2])
  expect(typedIn({ ...values, more: 'line-0' }).groups.map((lines) => lines.length)).toEqual([3])
  expect(typedIn({ ...values, more: 'group' }).groups.map((lines) => lines.length)).toEqual([2, 2])
  expect(typedIn({ ...values, more: 'line-0' }).groups[0]?.[0]).toMatchObject({ field: 'amount', value: '8' })
  expect(emptyRule('points')).toMatchObject({ kind: 'points', groups: [[{ field: '' }, {}, {}]] })
})

test('an address of lines that nobody was shown makes no lines', () => {
  expect(typedIn({ 'c99-99-field': 'amount', 'c0-0-field': '' }).groups).toHaveLength(1)
})
