import { z } from 'zod'
import type { handovers, leaveSplits, leaves, lineKinds } from '#db/schema/handovers'
import { levelLabels } from '../customers/model.ts'
import { regionOf } from '../formats/regions.ts'
import { industryLabel } from '../industries/model.ts'
import { DAY } from '../kernel/time.ts'

export type Handover = typeof handovers.$inferSelect
export type Leave = typeof leaves.$inferSelect
export type Split = (typeof leaveSplits)[number]
export type LineKind = (typeof lineKinds)[number]
export type Line = { kind: LineKind; text: string }

/** The heading of each line of a hand-over book, in its order (N-07). */
export const lineLabels: Record<LineKind, string> = {
  people: '谁来决定',
  habits: '偏好与忌讳',
  overdue: '逾期待办',
  next: '约定与下一步',
  touches: '最近五次联系',
  purchases: '合作情况',
  tickets: '工单与满意度',
  files: '附件',
}
export const splitLabels: Record<Split, string> = { all: '全部交给一位同事', section: '按行业门类', level: '按客户等级', region: '按地区' }

/** What somebody who goes out of use would leave behind. */
export type Held = { customers: number; todos: number; tickets: number }
export const sumOf = ({ customers, todos, tickets }: Held) => customers + todos + tickets
/** 3 位客户、2 张未完成工单: what there is none of is left out. */
export const heldWords = ({ customers, todos, tickets }: Held) =>
  [
    customers > 0 && `${customers.toLocaleString('en-US')} 位客户`,
    todos > 0 && `${todos.toLocaleString('en-US')} 项未完成待办`,
    tickets > 0 && `${tickets.toLocaleString('en-US')} 张未完成工单`,
  ]
    .filter(Boolean)
    .join('、')

/** A leave can be taken back for so long. */
export const RETURN_DAYS = 30
export const RETURN_MS = RETURN_DAYS * DAY

type Sorted = { industry: string; level: string; address: string }

/** What a customer falls under by a rule; empty where it says nothing. */
export function keyOf(split: Split, { industry, level, address }: Sorted): string {
  if (split === 'section') return industry.slice(0, 1)
  if (split === 'level') return level
  return split === 'region' ? regionOf(address) : ''
}

/** That key in words. */
export function keyWords(split: Split, key: string): string {
  if (key === '') return split === 'all' ? '全部客户' : split === 'section' ? '未填写行业' : '未填写地区'
  if (split === 'section') return industryLabel(key)
  return split === 'level' ? (levelLabels[key as keyof typeof levelLabels] ?? key) : key
}

/** Who takes a customer over from somebody who leaves. */
export const successorOf = ({ split, plan, toId }: Pick<Leave, 'split' | 'plan' | 'toId'>, customer: Sorted): number =>
  plan[keyOf(split, customer)] ?? toId

/** Successors by key, as a form carries them: JSON of ids. */
export const planShape = z.preprocess(
  (v) => (typeof v === 'string' ? parsed(v) : v),
  z.record(z.string().max(20), z.number().int().positive(), '交接安排已失效，请返回上一步'),
)

export type State = 'open' | 'done' | 'undone'
export const stateLabels: Record<State, string> = { open: '待确认', done: '已确认', undone: '已撤销' }
export const stateOf = ({ open, undoneAt }: Pick<Handover, 'open' | 'undoneAt'>): State =>
  undoneAt !== null ? 'undone' : open > 0 ? 'open' : 'done'

export const isReturnable = ({ status, at }: Pick<Leave, 'status' | 'at'>, moment: number) => status === 'done' && moment - at < RETURN_MS

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
