import { z } from 'zod'
import { contentTypes, followUpMethods, type followUps, type todos } from '#db/schema/followups'
import { visibleText } from '../formats/lines.ts'
import { addDays, dayOf, daysBetween, endOf, instantOf, isDay, nextMonday, now, timeOf } from '../kernel/time.ts'

export type FollowUp = typeof followUps.$inferSelect
export type Todo = typeof todos.$inferSelect
export type Method = (typeof followUpMethods)[number]
export type ContentType = (typeof contentTypes)[number]

/** 跟进方式 (K4). */
export const methodLabels: Record<Method, string> = {
  phone: '电话',
  wechat: '微信',
  email: '邮件',
  visit: '上门拜访',
  meeting: '面谈',
  online: '线上会议',
  sms: '短信',
  event: '活动',
  other: '其他',
}
/** 内容类型 (S1-34 to S1-36). */
export const contentTypeLabels: Record<ContentType, string> = { value: '价值型', service: '服务型', care: '情感型', sales: '推销型' }
/** What somebody ticks who sells to a customer while it is won back (N-12). */
export const SELL_ANYWAY = '客户在修复期，仍要推销'

const HOUR = 3_600_000
const time = z
  .string()
  .trim()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, '时间写作 14:30')
const text = (max: number, label: string) =>
  z
    .string()
    .transform(visibleText)
    .pipe(z.string().max(max, `${label}最多 ${max} 字`))

/** YYYY-MM-DDTHH:mm in the company's zone, not in the future beyond a slip of the clock. */
const occurredAt = z
  .string()
  .trim()
  .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/, '请填写跟进时间，例如 2026-01-15 14:30')
  .refine((v) => isDay(v.slice(0, 10)), '这一天不存在，请核对日期')
  .transform((v) => instantOf(v.slice(0, 10), v.slice(11)))
  .refine((at) => at <= now() + HOUR / 12, '跟进时间不能在现在之后')

/** The fields of template 2 (S0-31 to S0-33, S0-72); the plan is optional, but has a day when it is there. */
export const followUpShape = {
  occurredAt,
  method: z.enum(followUpMethods, '请选择跟进方式'),
  contentType: z.preprocess((v) => (v === '' ? null : v), z.enum(contentTypes, '请选择内容类型').nullable()).default(null),
  content: text(5000, '沟通内容').pipe(z.string().min(1, '请填写沟通内容')),
  feedback: text(2000, '客户反馈').default(''),
}
export const dueOn = z
  .string()
  .trim()
  .refine((day) => day === '' || isDay(day), '日期写作 2026-01-15')
export const dueTime = time.default('')
export const planTitle = text(200, '下一步计划')

/** Entered later than an hour after the contact (S1-37, K6). */
export const isLate = (f: Pick<FollowUp, 'occurredAt' | 'createdAt'>) => f.createdAt - f.occurredAt > HOUR

/** How long after the contact it was written down, in words: 35 分钟后录入. */
export function delayOf({ occurredAt, createdAt }: Pick<FollowUp, 'occurredAt' | 'createdAt'>): string {
  const minutes = Math.max(0, Math.round((createdAt - occurredAt) / 60_000))
  if (minutes < 2) return '当时录入'
  if (minutes < 60) return `${minutes} 分钟后录入`
  return minutes < 1440 ? `${Math.round(minutes / 60)} 小时后录入` : `${Math.round(minutes / 1440)} 天后录入`
}

/** The moment a plan falls due: its time, or the end of its day; null where no day is set. */
export const dueAtOf = (day: string | null, at: string | null) => (day ? (at ? instantOf(day, at) : endOf(day)) : null)

/** Where a to-do may be moved to with one click (S0-33; quality 7.24). */
export function moveTo(choice: 'tomorrow' | 'monday' | 'date', date: string, today: string): string {
  if (choice === 'tomorrow') return addDays(today, 1)
  return choice === 'monday' ? nextMonday(today) : date
}

export type Standing = 'overdue' | 'today' | 'soon' | 'later' | 'undated'
/** Where a due moment stands against now: the same words for workbench, lists and archive. */
export function standingOf(dueAt: number | null, at: number): Standing {
  if (dueAt === null) return 'undated'
  if (dueAt < at) return 'overdue'
  const tonight = endOf(dayOf(at))
  if (dueAt <= tonight) return 'today'
  return dueAt <= tonight + 7 * 24 * HOUR ? 'soon' : 'later'
}

/** 逾期 5 天, 今天 10:00, 11-28: colour never carries this alone. */
export function dueWords({ dueAt, dueTime }: { dueAt: number | null; dueTime?: string | null }, at: number): string {
  if (dueAt === null) return '未定日期'
  const day = dayOf(dueAt)
  const days = daysBetween(day, dayOf(at))
  if (dueAt < at) return days > 0 ? `逾期 ${days} 天` : `逾期 ${Math.max(1, Math.round((at - dueAt) / HOUR))} 小时`
  const clock = dueTime ?? (timeOf(dueAt) === '23:59' ? '' : timeOf(dueAt))
  const word = days === 0 ? '今天' : days === -1 ? '明天' : day.slice(0, 4) === dayOf(at).slice(0, 4) ? day.slice(5) : day
  return clock ? `${word} ${clock}` : word
}
