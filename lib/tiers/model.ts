import { z } from 'zod'
import { type Rule, tierOperators, type tierRuns, type tiers } from '#db/schema/tiers'
import { visibleText } from '../formats/lines.ts'
import { normaliseName } from '../formats/text.ts'
import { type Lists, problemsOf } from './problems.ts'

export { figureKey } from './compile.ts'
export { type Choice, type Field, fieldOf, fields, type Unit } from './fields.ts'
export { type Figures, NEAR_DAYS } from './near.ts'
export { type Lists, MOST_CONDITIONS, type Problem, problemsOf } from './problems.ts'
export { conditionsOf } from './settle.ts'
export * from './words.ts'

export type Tier = typeof tiers.$inferSelect
export type Run = Omit<typeof tierRuns.$inferSelect, 'rules' | 'counts'> & { rules: RunTier[]; counts: Counts }
/** A label as it stood in a run: all of it that can change. */
export type RunTier = Omit<Tier, 'updatedBy' | 'updatedAt'>
/** What became of a label in a run; near ones in trials alone. */
export type TierCounts = { have: number; in: number; out: number; nearIn: number; nearOut: number }
/** `none` have no label: 普通客户. `shared` are sums over all customers that figures were compared with, `changed` the labels a trial is about. */
export type Counts = { tiers: Record<string, TierCounts>; none: number; shared: Record<string, Record<string, number>>; changed?: number[] }
export type Tone = Tier['tone']

export const noCounts: TierCounts = { have: 0, in: 0, out: 0, nearIn: 0, nearOut: 0 }

const value = z.union([z.number(), z.string().max(100)])
const condition = z.strictObject({
  field: z.string().min(1, '请选择字段').max(40),
  op: z.enum(tierOperators, '请选择比较方式'),
  value: z.union([value, z.array(value).max(50, '最多选择 50 项')]),
  window: z.number('统计周期需为整数').optional(),
})

const anyRule = z.strictObject({ kind: z.literal('any'), groups: z.array(z.array(condition)).max(20, '条件组最多 20 个') })
const pointsRule = z.strictObject({
  kind: z.literal('points'),
  atLeast: z.number('达标分数需为整数'),
  lines: z.array(z.strictObject({ points: z.number('分数需为整数'), condition })).max(50, '最多 50 项'),
})

/** A rule that somebody may set, checked with the company's lists; what is wrong is said at its place. The rest is nobody's to set. */
export const ruleSchema = (lists: Lists = {}) =>
  z.discriminatedUnion('kind', [anyRule, pointsRule], '请填写规则').superRefine((rule, context) => {
    for (const { path, message } of problemsOf(rule as Rule, lists)) context.addIssue({ code: 'custom', path, message })
  })

const text = (most: number, label: string, clean = visibleText) =>
  z
    .string(`请填写${label}`)
    .max(most * 20, `${label}最多 ${most} 字`)
    .transform(clean)
    .pipe(z.string().max(most, `${label}最多 ${most} 字`))
const word = (least: number, most: number, label: string, short: string) =>
  text(most, label, normaliseName).pipe(z.string().min(least, short))
const order = '优先顺序需为 1 至 99 的整数'

/** What of a label is words: changed at once, moves nobody. */
export const tierWords = {
  name: word(2, 20, '标签名称', '标签名称至少 2 字'),
  dimension: word(1, 20, '分层维度', '请填写分层维度'),
  meaning: text(200, '标签含义').default(''),
  tone: z.enum(['accent', 'good', 'warn', 'bad', 'plain'], '请选择颜色').default('plain'),
}

/** What of a label decides who has it: changed by trial alone. */
export const tierDecisions = {
  rule: ruleSchema(),
  priority: z.coerce.number(order).int(order).min(1, order).max(99, order),
  exclusive: text(20, '互斥组', normaliseName).default(''),
}

export const reason = text(200, '原因').pipe(z.string().min(2, '请填写原因'))
