import type { Condition, Rule, tiers } from '#db/schema/tiers'

type Start = Pick<typeof tiers.$inferSelect, 'name' | 'dimension' | 'meaning' | 'rule' | 'priority' | 'tone'> & { key: string }

const YEAR = 12
const SEASON = 90
const any = (...groups: Condition[][]): Rule => ({ kind: 'any', groups })

/**
 * The labels a house starts with (enumerations 5.4), as the migration tier_start puts them in. Of 流失风险 only what is filled today counts:
 * silence of twice the visit rhythm of 30 days stands for the cadence, 180 days without a purchase for the missed repurchase; contracts and
 * promises bring their points when their modules do.
 */
export const startTiers: readonly Start[] = [
  {
    key: 'high_value',
    name: '高价值客户',
    dimension: '合作金额',
    meaning: '合作金额高，需要专属服务',
    rule: any([{ field: 'amount', op: 'gte', value: 10_000_000, window: YEAR }]),
    priority: 1,
    tone: 'accent',
  },
  {
    key: 'churn_risk',
    name: '流失风险客户',
    dimension: '流失风险',
    meaning: '多个信号表明客户可能离开，需要尽快回访',
    rule: {
      kind: 'points',
      atLeast: 60,
      lines: [
        { points: 20, condition: { field: 'silence', op: 'gt', value: 60 } },
        { points: 25, condition: { field: 'sincePurchase', op: 'gt', value: 180 } },
        { points: 20, condition: { field: 'growth', op: 'lte', value: -30, window: YEAR } },
        { points: 20, condition: { field: 'lowestScore', op: 'lte', value: 2, window: SEASON } },
        { points: 15, condition: { field: 'repeats', op: 'gte', value: 1, window: SEASON } },
      ],
    },
    priority: 2,
    tone: 'bad',
  },
  {
    key: 'active',
    name: '活跃客户',
    dimension: '合作频次',
    meaning: '合作频繁，需要保持互动',
    rule: any([{ field: 'purchases', op: 'gte', value: 5, window: YEAR }]),
    priority: 3,
    tone: 'good',
  },
  {
    key: 'industry_key',
    name: '行业重点客户',
    dimension: '行业贡献度',
    meaning: '在所属行业大类中占比高',
    rule: any([{ field: 'industryShare', op: 'gte', value: 20, window: YEAR }]),
    priority: 4,
    tone: 'accent',
  },
  {
    key: 'potential',
    name: '潜力客户',
    dimension: '合作潜力',
    meaning: 'A 类潜力，或合作金额正在明显增长',
    rule: any(
      [{ field: 'potential', op: 'eq', value: 'A' }],
      [
        { field: 'amount', op: 'gte', value: 3_000_000, window: YEAR },
        { field: 'amount', op: 'lt', value: 10_000_000, window: YEAR },
        { field: 'growth', op: 'gte', value: 30, window: YEAR },
      ],
    ),
    priority: 5,
    tone: 'good',
  },
  {
    key: 'newly_signed',
    name: '新签客户',
    dimension: '合作阶段',
    meaning: '刚开始合作，需要尽快见效',
    rule: any([{ field: 'firstPurchase', op: 'lte', value: 90 }]),
    priority: 6,
    tone: 'good',
  },
  {
    key: 'dormant',
    name: '休眠客户',
    dimension: '互动情况',
    meaning: '长期没有互动，需要唤醒',
    rule: any([{ field: 'silence', op: 'gt', value: 180 }]),
    priority: 7,
    tone: 'warn',
  },
  { key: 'ordinary', name: '普通客户', dimension: '其他', meaning: '没有以上任何标签', rule: { kind: 'rest' }, priority: 8, tone: 'plain' },
]
