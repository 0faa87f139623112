import { z } from 'zod'
import { scoreSources, ticketCauses, ticketSolutions, type tickets } from '#db/schema/tickets'
import { visibleText } from '../formats/lines.ts'
import { Conflict } from '../kernel/errors.ts'
import { DAY } from '../kernel/time.ts'
import { type Kind, kindLabels, type Status, statusLabels } from './labels.ts'

export type Ticket = typeof tickets.$inferSelect
export type Urgency = Ticket['urgency']

/** A closed ticket can be opened again for so long. */
export const REOPEN_DAYS = 7
/** A complaint of the same type within so many days is a repeated one. */
export const REPEAT_DAYS = 90
/** The call that asks whether all is well comes so long after the solution, at the latest (S1-78). */
export const REVISIT_DAYS = 3

export const openStatuses: readonly Status[] = ['unassigned', 'unreceived', 'unanswered', 'working', 'waiting', 'revisit']
export const isOpen = (status: Status) => openStatuses.includes(status)

/** What can be done to a ticket, from which states, and where it leads; without `to` the state stays. */
export const moves = {
  assign: { label: '调整处理人', from: ['unassigned', 'unreceived', 'unanswered', 'working', 'waiting'] },
  take: { label: '领取', from: ['unassigned'], to: 'unanswered' },
  receive: { label: '接收', from: ['unreceived'], to: 'unanswered' },
  respond: { label: '响应', from: ['unanswered'], to: 'working' },
  progress: { label: '更新处理进展', from: ['working', 'waiting'] },
  wait: { label: '等待客户', from: ['working'], to: 'waiting' },
  resume: { label: '继续处理', from: ['waiting'], to: 'working' },
  resolve: { label: '处理完成', from: ['working'], to: 'revisit' },
  sendBack: { label: '退回处理', from: ['revisit'], to: 'working' },
  close: { label: '关闭工单', from: ['revisit'], to: 'closed' },
  score: { label: '录入评分', from: ['revisit', 'closed'] },
  reopen: { label: '重新打开', from: ['closed'] },
  void: { label: '作废', from: openStatuses, to: 'void' },
  note: { label: '添加内部备注', from: openStatuses },
  edit: { label: '修改工单', from: openStatuses },
} as const satisfies Record<string, { label: string; from: readonly Status[]; to?: Status }>
export type Move = keyof typeof moves

/** What comes next, by state; nothing where the story is over. */
export const nextMove: Partial<Record<Status, Move>> = {
  unassigned: 'assign',
  unreceived: 'receive',
  unanswered: 'respond',
  working: 'progress',
  waiting: 'resume',
  revisit: 'close',
}

export const allows = ({ status }: Pick<Ticket, 'status'>, move: Move) => (moves[move].from as readonly Status[]).includes(status)

/** Throws Conflict with a sentence where the state does not allow the move (B-12). */
export function requireMove(ticket: Pick<Ticket, 'number' | 'status'>, move: Move) {
  if (allows(ticket, move)) return
  const next = nextMove[ticket.status]
  const hint = next
    ? `下一步是「${moves[next].label}」`
    : ticket.status === 'closed'
      ? `如需继续，请在关闭后 ${REOPEN_DAYS} 天内重新打开`
      : '请新建工单'
  throw new Conflict(`工单 ${ticket.number} 现在是「${statusLabels[ticket.status]}」，不能${moves[move].label}。${hint}`)
}

/** Whether a closed ticket may still be opened again at this moment. */
export const isReopenable = ({ status, closedAt }: Pick<Ticket, 'status' | 'closedAt'>, at: number) =>
  status === 'closed' && closedAt !== null && at <= closedAt + REOPEN_DAYS * DAY

/** One step more urgent, where there is one. */
export const raised = (urgency: Urgency): Urgency => (urgency === 'low' ? 'middle' : 'high')

const blank = (v: unknown) => (v === '' || v === undefined ? null : v)
const lines = (max: number, label: string) =>
  z
    .string(`请填写${label}`)
    .max(max * 2, `${label}最多 ${max} 字`)
    .transform(visibleText)
    .pipe(z.string().max(max, `${label}最多 ${max} 字`))
/** A text that must be there. */
export const required = (max: number, label: string) => lines(max, label).pipe(z.string().min(1, `请填写${label}`))

export const id = z.coerce.number().int().positive()
export const version = z.coerce.number().int()
export const optionalId = z.preprocess(blank, id.nullable()).default(null)
const kinds = Object.keys(kindLabels) as [Kind, ...Kind[]]

/** What is asked when a ticket is taken down (S0-37 to S0-40); without urgency the type's own counts. */
export const ticketShape = {
  kind: z.enum(kinds, '请选择工单类别').default('complaint'),
  typeId: optionalId,
  detail: z.string().trim().max(40).default(''),
  urgency: z.preprocess(blank, z.enum(['high', 'middle', 'low'], '请选择紧急程度').nullable()).default(null),
  description: required(5000, '问题描述'),
}

const SCORE = '评分需为 1 至 5 的整数'
const whole = z
  .union(
    [
      z.number(SCORE),
      z
        .string(SCORE)
        .trim()
        .regex(/^[1-5]$/, SCORE)
        .transform(Number),
    ],
    SCORE,
  )
  .pipe(z.number(SCORE).int(SCORE).min(1, SCORE).max(5, SCORE))

/** A whole number from 1 to 5, typed or given; nothing else (B-12). */
export const score = whole
export const optionalScore = z.preprocess(blank, whole.nullable()).default(null)
export const scoreSource = z.enum(scoreSources, '请选择评分来源')

/** What a solution must say: result, cause and way (S0-45, S2-14). */
export const solutionShape = {
  result: required(2000, '处理结果'),
  cause: z.enum(ticketCauses, '请选择原因归类'),
  causeNote: lines(500, '原因说明').default(''),
  solution: z.enum(ticketSolutions, '请选择处理方式'),
}

/** Minutes from receipt to solution, without what was spent waiting for the customer (S0-46). */
export function handlingMinutes(from: number, to: number, pauses: { fromAt: number; toAt: number | null }[]): number {
  const waited = pauses.reduce((sum, p) => sum + Math.max(0, Math.min(p.toAt ?? to, to) - Math.max(p.fromAt, from)), 0)
  return Math.max(0, Math.round((to - from - waited) / 60_000))
}
