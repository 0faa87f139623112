import { expect, test } from 'vitest'
import { reader } from '#db/client'
import type { Rule } from '#db/schema/tiers'
import { tiers } from '#db/schema/tiers'
import { startTiers } from './defaults.ts'
import { nearIn } from './near.ts'
import { holds, type Ruled, settle } from './settle.ts'
import { gapText, periodText, ruleText } from './words.ts'

const ruleOf = (key: string) => startTiers.find((tier) => tier.key === key)!.rule
const [high, churn, potential] = [ruleOf('high_value'), ruleOf('churn_risk'), ruleOf('potential')]

test('a fresh house has the start set, word for word', () => {
  const stored = reader()
    .select({
      key: tiers.key,
      name: tiers.name,
      dimension: tiers.dimension,
      meaning: tiers.meaning,
      rule: tiers.rule,
      priority: tiers.priority,
      tone: tiers.tone,
    })
    .from(tiers)
    .all()
  expect(stored).toEqual(startTiers)
})

test.each([
  ['high_value', '近 12 个月合作金额 ≥ ¥100,000', '近 12 个月'],
  ['active', '近 12 个月合作次数 ≥ 5', '近 12 个月'],
  ['industry_key', '近 12 个月行业贡献度 ≥ 20%', '近 12 个月'],
  [
    'potential',
    '合作潜力 是 A 类 · 高价值意向；或 近 12 个月合作金额 ≥ ¥30,000 且 近 12 个月合作金额 < ¥100,000 且 近 12 个月合作金额增长 ≥ 30%',
    '近 12 个月',
  ],
  ['dormant', '未联系天数 > 180 天', '截至计算当天'],
  ['newly_signed', '距首次购买天数 ≤ 90 天', '截至计算当天'],
  ['ordinary', '没有其他分层标签', '截至计算当天'],
  [
    'churn_risk',
    '满 60 分：未联系天数 > 60 天（20 分），距上次购买天数 > 180 天（25 分），近 12 个月合作金额增长 ≤ -30%（20 分），近 90 天最低满意度评分 ≤ 2（20 分），近 90 天重复投诉次数 ≥ 1（15 分）',
    '近 12 个月、近 90 天',
  ],
])('%s in words', (key, text, period) => {
  expect([ruleText(ruleOf(key)), periodText(ruleOf(key))]).toEqual([text, period])
})

test('one whole group is enough, half a group is not', () => {
  expect([0b0001, 0b1110, 0b0110, 0b1000].map((mask) => holds(potential, mask))).toEqual([true, true, false, false])
})

test('points add up to their bar, inclusive', () => {
  // 20 + 25 + 20 = 65; 25 + 20 + 15 = 60; 20 + 20 + 15 = 55
  expect([0b00111, 0b10110, 0b11001].map((mask) => holds(churn, mask))).toEqual([true, true, false])
})

const tier = (id: number, exclusive: string, rule: Rule = high): Ruled => ({ id, rule, priority: id, exclusive })
const tiersOf = [tier(1, 'a'), tier(2, 'a'), tier(3, ''), tier(4, 'b'), tier(5, 'a')]
const all = () => true

test.each<[string, (at: number) => boolean, [number, boolean][], number[]]>([
  ['of a word the first in priority alone', all, [], [1, 3, 4]],
  ['the next where the first is not given', (at) => at !== 0, [], [2, 3, 4]],
  ['the next where a hand keeps the first away', all, [[1, false]], [2, 3, 4]],
  ['the one by hand before the first', all, [[5, true]], [3, 4, 5]],
  [
    'of two by hand the first',
    () => false,
    [
      [2, true],
      [5, true],
    ],
    [2],
  ],
  ['by hand though no rule gives it', () => false, [[3, true]], [3]],
])('a customer has %s', (_, given, forced, ids) => {
  expect(settle(tiersOf, given, new Map(forced))).toEqual(ids)
})

test('the rest is never given, not even by hand', () => {
  expect(settle([tier(1, '', { kind: 'rest' })], () => false, new Map([[1, true]]))).toEqual([])
})

const gap = (rule: Rule, mask: number, figures: Record<string, number | string | null>) => gapText(nearIn(rule, mask, figures)?.gap)

test.each<[string, Rule, number, Record<string, number | string | null>, string]>([
  ['¥3,200 short', high, 0, { 'amount:12': 9_680_000 }, '差 ¥3,200'],
  ['a tenth short', high, 0, { 'amount:12': 9_000_000 }, '差 ¥10,000'],
  ['a 分 more than a tenth short', high, 0, { 'amount:12': 8_999_999 }, ''],
  ['has it', high, 1, { 'amount:12': 10_000_000 }, ''],
  ['one purchase short', ruleOf('active'), 0, { 'purchases:12': 4 }, '差 1 次'],
  ['two purchases short', ruleOf('active'), 0, { 'purchases:12': 3 }, ''],
  ['silence of 150 days', ruleOf('dormant'), 0, { silence: 150 }, '31 天后进入'],
  ['silence of 149 days', ruleOf('dormant'), 0, { silence: 149 }, ''],
  ['one condition of a group missing', potential, 0b1100, { potential: 'B', 'amount:12': 2_900_000, 'growth:12': 45 }, '差 ¥1,000'],
  ['two conditions of a group missing', potential, 0b0100, { potential: 'B', 'amount:12': 2_900_000, 'growth:12': 29 }, ''],
  ['points that one near line would fill', churn, 0b00110, { silence: 50, sincePurchase: 200, 'growth:12': -40 }, '11 天后进入'],
  ['points that no single line would fill', churn, 0b00100, { silence: 50, sincePurchase: 170, 'growth:12': -40 }, ''],
])('near: %s', (_, rule, mask, figures, text) => {
  expect(gap(rule, mask, figures)).toBe(text)
})
