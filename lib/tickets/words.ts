import { searchWords } from '../customers/filter-words.ts'
import { dayOf, daysBetween, timeOf } from '../kernel/time.ts'
import { stateOf } from '../sla/clock.ts'
import { minutesWords } from '../sla/model.ts'
import { kindLabels, statusLabels } from './labels.ts'
import type { TicketFilter } from './list-asked.ts'
import type { Ticket } from './model.ts'

type Clocked = Pick<Ticket, 'status' | 'dueAt' | 'warnAt'>
export type Light = { text: string; tone: 'bad' | 'warn' | 'plain' }

const deeds: Partial<Record<Ticket['status'], string>> = {
  unassigned: '接收',
  unreceived: '接收',
  unanswered: '响应',
  working: '解决',
  revisit: '回访',
}
const urgencyWords = { high: '高', middle: '中', low: '低' } as const
const MINUTE = 60_000
const DAY_MINUTES = 1440

/** 响应 已超时 3 小时, 响应 还剩 40 分: what a ticket's clock says, amber near its end and red beyond it; nothing while it waits or is over (S0-43). */
export function lightOf(t: Clocked, at: number): Light | undefined {
  const deed = deeds[t.status]
  if (t.dueAt === null || deed === undefined) return undefined
  const state = stateOf(at, { dueAt: t.dueAt, amberAt: t.warnAt })
  const minutes = Math.max(0, Math.floor(Math.abs(at - t.dueAt) / MINUTE))
  if (state === 'red') return { text: `${deed} 已超时 ${spanWords(minutes)}`, tone: 'bad' }
  return { text: `${deed} 还剩 ${spanWords(minutes)}`, tone: state === 'amber' ? 'warn' : 'plain' }
}

/** 3 天 4 小时, 2 小时 30 分: a length of time as one says it. */
export function spanWords(minutes: number): string {
  if (minutes < DAY_MINUTES) return minutesWords(minutes)
  const [days, hours] = [Math.floor(minutes / DAY_MINUTES), Math.floor((minutes % DAY_MINUTES) / 60)]
  return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
}

/** 2026-11-22 14:30 */
export const momentWords = (at: number) => `${dayOf(at)} ${timeOf(at)}`

/** 今天 14:30, 11-21 09:00, 2025-12-30 16:20 */
export function whenWords(at: number, asOf: number): string {
  const day = dayOf(at)
  const today = dayOf(asOf)
  const days = daysBetween(day, today)
  return `${days === 0 ? '今天' : days === 1 ? '昨天' : day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day} ${timeOf(at)}`
}

type Names = { type: (id: number) => string; department: (id: number) => string; person: (id: number) => string }

/** What a filter of tickets asks for, as a person would say it. */
export function ticketFilterWords(f: TicketFilter, names: Names): string {
  const said = [
    f.q && searchWords(f.q),
    f.status && (f.status === 'open' ? '未关闭' : `工单状态 ${statusLabels[f.status]}`),
    f.kind && `工单类别 ${kindLabels[f.kind]}`,
    f.type !== undefined && `投诉类型 ${names.type(f.type)}`,
    f.urgency && `紧急程度 ${urgencyWords[f.urgency]}`,
    f.department !== undefined && `处理部门 ${f.department === 0 ? '无' : names.department(f.department)}`,
    f.handler !== undefined && `处理人 ${f.handler === 0 ? '无' : names.person(f.handler)}`,
    f.customer !== undefined && '指定的一位客户',
    f.repeated && '只看重复投诉',
    f.overdue && '只看已超时',
    f.from && `受理日期从 ${f.from}`,
    f.to && `受理日期到 ${f.to}`,
  ].filter(Boolean)
  return said.length > 0 ? said.join('；') : '全部工单'
}
