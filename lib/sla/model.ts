import { z } from 'zod'
import type { calendarDays, clockTimes, slaPolicies, ticketKinds } from '#db/schema/sla'

export type TicketKind = (typeof ticketKinds)[number]
export type ClockTime = (typeof clockTimes)[number]
export type SlaPolicy = Omit<typeof slaPolicies.$inferSelect, 'id'>
export type CalendarDay = Pick<typeof calendarDays.$inferSelect, 'date' | 'kind' | 'name'>
export type DayKind = CalendarDay['kind']
/** Green: in time; amber: soon due; red: overdue; met and missed: done, in time or not. */
export type ClockState = 'green' | 'amber' | 'red' | 'met' | 'missed'
/** Who hears of an overdue ticket, one after the other. */
export type Step = 'handler' | 'head' | 'manager'

export const kindLabels: Record<TicketKind, string> = { complaint: '投诉', inquiry: '咨询', repair: '报修', suggestion: '建议' }
export const timeLabels: Record<ClockTime, string> = { natural: '自然时间', working: '工作时间' }
export const dayKindLabels: Record<DayKind, string> = { holiday: '休息', workday: '上班' }
export const stateLabels: Record<ClockState, string> = {
  green: '未到期',
  amber: '即将到期',
  red: '已超时',
  met: '按时完成',
  missed: '超时完成',
}
export const stateTones = { green: 'plain', amber: 'warn', red: 'bad', met: 'good', missed: 'bad' } as const satisfies Record<
  ClockState,
  string
>
export const stepLabels: Record<Step, string> = { handler: '处理人', head: '部门负责人', manager: '总经理' }

export const policyLabels: Record<Exclude<keyof SlaPolicy, 'version'>, string> = {
  kind: '工单类型',
  urgency: '紧急程度',
  receiveMinutes: '接收时限',
  respondMinutes: '响应时限',
  resolveMinutes: '解决时限',
  time: '计时方式',
  amberPercent: '预警比例',
}

/** Monday is 1, Sunday 7. */
export const weekdayLabels = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const
const DAY_MINUTES = 24 * 60
const LONGEST_LADDER = 7 * DAY_MINUTES
const WRITTEN = '写作 09:00-12:00、13:30-18:00，最晚到 24:00'

export const workDays = z.array(z.coerce.number().int().min(1).max(7)).min(1, '每周至少上一天班')
export const workHours = z
  .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, WRITTEN))
  .min(1, '至少填写一个时段')
  .max(6, '最多 6 个时段')
  .refine((spans) => spans.every((span) => span.slice(6) <= '24:00'), WRITTEN)
  .refine(areInOrder, '每个时段的开始要早于结束，各时段按先后排列，不能重叠')
export const ladderMinutes = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.coerce.number('请填写分钟数').int('请填写整数').min(0, '不能为负').max(LONGEST_LADDER, '最多 7 天（10080 分钟）'),
)

/** Hours as a person types them, one width, the spans apart: 9:00–12:00，13:30至18:00. */
export const spansIn = (text: string) =>
  text
    .normalize('NFKC')
    .split(/[、,;\n]+/)
    .map((part) => part.replace(/\s+/g, '').replace(/[–—~〜至到]/g, '-'))
    .filter(Boolean)
    .map((span) => span.replace(/(?<!\d)\d:/g, (hour) => `0${hour}`))

/** 2 小时 30 分; nothing counted is 0 分. */
export function minutesWords(minutes: number) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 && `${hours.toLocaleString('en-US')} 小时`, (rest > 0 || hours === 0) && `${rest} 分`].filter(Boolean).join(' ')
}

function areInOrder(spans: string[]) {
  const moments = spans.flatMap((span) => span.split('-'))
  return moments.every((moment, at) => at === 0 || (at % 2 === 1 ? moments[at - 1]! < moment : moments[at - 1]! <= moment))
}
