import { z } from 'zod'
import { pushRhythms, pushWays, type strategies, strategyKinds, type strategyPushes } from '#db/schema/strategies'
import { visibleText } from '../formats/lines.ts'
import { normaliseName } from '../formats/text.ts'
import { isDay } from '../kernel/time.ts'
import type { StrategyKind } from './labels.ts'
import { placeholderWords, unknownIn } from './placeholders.ts'

export type Strategy = typeof strategies.$inferSelect
export type NewStrategy = Omit<typeof strategies.$inferInsert, 'id' | 'createdBy' | 'createdAt' | 'version'>
export type Push = typeof strategyPushes.$inferSelect

/** After a push, so many days count for what was bought. */
export const BOUGHT_DAYS = 90

/** What is an offer whatever one calls it: only who agreed is reached (I-05). */
export const offers: readonly StrategyKind[] = ['offer', 'nurture', 'extraService']
/** What serves and does not sell. */
export const services: readonly StrategyKind[] = ['managerCard', 'survey', 'plan', 'executiveVisit']

const line = (max: number, label: string, clean = visibleText) =>
  z
    .string()
    .max(max * 20, `${label}最多 ${max} 字`)
    .transform(clean)
    .pipe(z.string().max(max, `${label}最多 ${max} 字`))
const words = (max: number, label: string) =>
  z
    .string()
    .transform(visibleText)
    .pipe(z.string().max(max, `${label}最多 ${max} 字`))
    .superRefine((text, ctx) => {
      const unknown = unknownIn(text)
      if (unknown !== undefined)
        ctx.addIssue({ code: 'custom', message: `不认识 {${unknown.slice(0, 20)}}，可以用的有 ${placeholderWords}` })
    })
const chosen = z.preprocess((v) => (v === '' ? null : v), z.coerce.number().int().positive().nullable()).default(null)
const someday = z
  .string()
  .trim()
  .refine((day) => day === '' || isDay(day), '日期写作 2026-01-15')
const tick = z.preprocess((v) => v === true || v === 'on', z.boolean()).default(false)

/** The fields of a strategy (S0-55 to S0-57, S0-74). */
export const strategyShape = {
  name: line(40, '策略名称', normaliseName).pipe(z.string().min(1, '请填写策略名称')),
  tierId: z.coerce.number('请选择分层标签').int().positive('请选择分层标签'),
  kind: z.enum(strategyKinds, '请选择服务策略'),
  content: words(2000, '推送内容').default(''),
  advice: line(500, '给同事的建议').default(''),
  way: z.enum(pushWays, '请选择推送方式'),
  rhythm: z.enum(pushRhythms, '请选择执行频率'),
  dueDays: z.coerce.number('请填写天数').int('请填写整数').min(1, '至少 1 天').max(90, '最多 90 天').default(3),
  departmentId: chosen,
  responsibleId: chosen,
  surveyId: chosen,
  effectiveFrom: someday.pipe(z.string().min(1, '请填写生效日期')),
  effectiveUntil: someday.transform((day) => day || null).default(null),
  marketing: tick,
}
type Input = z.output<z.ZodObject<typeof strategyShape>>

/** What does not go together, each at its field. */
export function checkStrategy(s: Input, ctx: z.core.$RefinementCtx) {
  const problem = (path: keyof Input, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
  if (s.kind === 'survey' && s.surveyId === null) problem('surveyId', '请选择调研问卷')
  if (s.kind === 'survey' && s.way !== 'todo') problem('way', '调研以待办推送，请选择待办')
  if (s.kind !== 'survey' && s.way === 'todo' && s.content === '' && s.advice === '') problem('advice', '请填写给同事的建议，或推送内容')
  if (s.kind !== 'survey' && s.way !== 'todo' && s.content === '') problem('content', '请填写推送内容')
  if (s.effectiveUntil !== null && s.effectiveUntil < s.effectiveFrom) problem('effectiveUntil', '截止日期不能早于生效日期')
  if (offers.includes(s.kind) && !s.marketing) problem('marketing', '这类内容属于营销，只能推送给同意接收的客户，请勾选')
}

/** What a survey does not need is not kept of it. */
export const settled = ({ surveyId, ...rest }: Input) => ({ ...rest, surveyId: rest.kind === 'survey' ? surveyId : null })

/** What a colleague reads on the workbench. */
export function todoTitle({ name, advice }: Pick<Strategy, 'name' | 'advice'>): string {
  const title = advice ? `${name}：${advice.replaceAll('\n', ' ')}` : name
  return title.length > 200 ? `${title.slice(0, 199)}…` : title
}
