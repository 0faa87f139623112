import type { Condition, moveKinds, Rule, runKinds, runStatuses, tiers } from '#db/schema/tiers'
import { formatFen } from '../kernel/money.ts'
import { type Choice, type Field, fieldOf, type Unit } from './fields.ts'

type Tone = (typeof tiers.$inferSelect)['tone']
/** Why somebody is near: what is missing of a figure, or in how many days time alone does it. `over`: so much too high. */
export type Gap = { field: string; missing: number; over?: true } | { days: number }

export const operatorLabels: Record<Condition['op'], string> = {
  gte: '≥',
  gt: '>',
  lte: '≤',
  lt: '<',
  eq: '=',
  ne: '不是',
  between: '介于',
  in: '属于',
  notIn: '不属于',
}
const choiceOperators: Partial<Record<Condition['op'], string>> = { eq: '是', ne: '不是', in: '是', notIn: '不是' }

/** What may be asked of a field of a unit. */
export const operatorsOf = (unit: Unit): Condition['op'][] =>
  unit === 'choice' ? ['eq', 'ne', 'in', 'notIn'] : ['gte', 'gt', 'lte', 'lt', 'eq', 'between']

export const operatorLabel = (unit: Unit, op: Condition['op']) => (unit === 'choice' && choiceOperators[op]) || operatorLabels[op]

export const runKindLabels: Record<(typeof runKinds)[number], string> = {
  nightly: '每日计算',
  asked: '立即计算',
  trial: '试算',
  applied: '应用试算',
}
export const runStatusLabels: Record<(typeof runStatuses)[number], string> = {
  waiting: '等待计算',
  working: '计算中',
  ready: '待应用',
  writing: '写入中',
  done: '已完成',
  failed: '未完成',
  dropped: '已放弃',
}
export const moveLabels: Record<(typeof moveKinds)[number], string> = { in: '新增', out: '减少', nearIn: '即将进入', nearOut: '即将跌出' }
export const toneLabels: Record<Tone, string> = { accent: '蓝', good: '绿', warn: '橙', bad: '红', plain: '灰' }
/** The words of a label's record. */
export const tierLabels: Record<string, string> = {
  key: '内置标签',
  name: '标签名称',
  dimension: '分层维度',
  meaning: '标签含义',
  rule: '判定规则',
  exclusive: '互斥组',
  priority: '优先顺序',
  tone: '颜色',
  active: '状态',
  day: '业务日期',
  kind: '计算方式',
  status: '状态',
  note: '说明',
  tier: '分层标签',
  has: '有此标签',
  reason: '原因',
  until: '截止日期',
  endedAt: '取消时间',
}
export const windowUnitLabels = { month: '个月', day: '天' } as const
export const unitWords: Record<Unit, string> = { money: '元', count: '', percent: '%', days: '天', choice: '' }
export const REST_TEXT = '没有其他分层标签'

/** 分 as ¥100,000, with the cents where there are any. */
export const moneyText = (fen: number) => `¥${formatFen(fen).replace(/\.00$/, '')}`

/** A value of a field in words: ¥100,000, 30 %, 180 天, A 类. */
export function valueText(field: Pick<Field, 'unit' | 'choices'>, value: number | string | null): string {
  if (value === null || value === '') return field.unit === 'choice' ? '未填写' : '无'
  if (field.unit === 'choice') return labelIn(field.choices, String(value))
  const number = Number(value)
  if (field.unit === 'money') return moneyText(number)
  const text = number.toLocaleString('zh-CN', { maximumFractionDigits: 1 })
  return field.unit === 'percent' ? `${text}%` : field.unit === 'days' ? `${text} 天` : text
}

const labelIn = (choices: readonly Choice[] | undefined, value: string) => choices?.find((one) => one.value === value)?.label ?? value

/** 近 12 个月; '' for a field that looks at today alone. */
export function windowText({ field, window }: Pick<Condition, 'field' | 'window'>): string {
  const known = fieldOf(field)?.window
  return known ? `近 ${window ?? known.default} ${windowUnitLabels[known.unit]}` : ''
}

/** 近 12 个月合作金额; what a figure is called. */
export const figureText = (condition: Pick<Condition, 'field' | 'window'>) =>
  windowText(condition) + (fieldOf(condition.field)?.label ?? condition.field)

/** 近 12 个月合作金额 ≥ ¥100,000 */
export function conditionText(condition: Condition): string {
  const field = fieldOf(condition.field)
  if (!field) return condition.field
  const values = [condition.value].flat().map((value) => valueText(field, value))
  const said = condition.op === 'between' ? values.join(' 至 ') : values.join('、')
  return `${figureText(condition)} ${operatorLabel(field.unit, condition.op)} ${said}`
}

/** A rule in one sentence. */
export function ruleText(rule: Rule): string {
  if (rule.kind === 'rest') return REST_TEXT
  if (rule.kind === 'any') return rule.groups.map((group) => group.map(conditionText).join(' 且 ')).join('；或 ')
  return `满 ${rule.atLeast} 分：${rule.lines.map(({ points, condition }) => `${conditionText(condition)}（${points} 分）`).join('，')}`
}

/** 统计周期: the windows a rule looks at. */
export function periodText(rule: Rule): string {
  const conditions = rule.kind === 'any' ? rule.groups.flat() : rule.kind === 'points' ? rule.lines.map(({ condition }) => condition) : []
  const windows = [...new Set(conditions.map(windowText))].filter((text) => text !== '')
  return windows.length > 0 ? windows.join('、') : '截至计算当天'
}

/** 差 ¥3,200, 差 1 次, 12 天后进入, 31 天后跌出. */
export function gapText(gap: Gap | undefined, kind: 'nearIn' | 'nearOut' = 'nearIn'): string {
  if (!gap) return ''
  if ('days' in gap) return `${gap.days} 天后${kind === 'nearIn' ? '进入' : '跌出'}`
  const field = fieldOf(gap.field)
  const amount = field?.unit === 'money' ? moneyText(gap.missing) : `${gap.missing}${field?.key === 'lowestScore' ? ' 分' : ' 次'}`
  return `${gap.over ? '超出' : '差'} ${amount}`
}
