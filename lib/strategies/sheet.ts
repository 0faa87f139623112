import { listLiving } from '../customers/list.ts'
import { type Grant, grant } from '../kernel/grant.ts'
import { formatFen } from '../kernel/money.ts'
import { dayOf } from '../kernel/time.ts'
import { atOnce } from '../tickets/turns.ts'
import { momentWords } from '../tickets/words.ts'
import { kindLabels, rhythmLabels, stateLabels } from './labels.ts'
import { listOfThese } from './list.ts'
import { behind, type Show } from './results.ts'
import { resultsOf } from './sums.ts'
import { periodWords } from './words.ts'

type Wanted = { strategyId: number; show: Show; period?: string | undefined }

export const pushHeads = [
  '策略名称',
  '服务策略',
  '分层标签',
  '执行频率',
  '期次',
  '客户编号',
  '客户名称',
  '执行人',
  '推送日期',
  '状态',
  '送达时间',
  '90 天内购买金额（元）',
]

/** The pushes behind a number as a sheet: those of customers within reach. */
export function tableOfPushes({ actor }: Grant<'strategy.export'>, { strategyId, show, period }: Wanted) {
  const [me, seeing] = [grant(actor, 'strategy.read'), grant(actor, 'customer.read')]
  const outcomes = behind(atOnce(resultsOf(me, strategyId)), show, period)
  const living = new Set(portionsOf(outcomes.map(({ customerId }) => customerId)).flatMap((some) => listLiving(seeing, some)))
  const fen = new Map(outcomes.filter(({ bought }) => bought).map(({ id, boughtFen }) => [id, formatFen(boughtFen)]))
  return {
    header: pushHeads,
    ids: outcomes.filter(({ customerId }) => living.has(customerId)).map(({ id }) => id),
    rowsOf: (some: number[]) => listOfThese(me, some).map((row) => cellsOf(row, fen.get(row.id) ?? '')),
  }
}

type Row = ReturnType<typeof listOfThese>[number]

const cellsOf = (row: Row, money: string) => [
  row.strategy,
  kindLabels[row.kind],
  row.tier,
  rhythmLabels[row.rhythm],
  periodWords(row.period),
  row.customerNumber,
  row.customer,
  row.assignee ?? '',
  dayOf(row.pushedAt),
  row.sentAt !== null ? stateLabels.sent : row.todoStatus === 'cancelled' ? stateLabels.off : stateLabels.open,
  row.sentAt === null ? '' : momentWords(row.sentAt),
  money,
]

const PORTION = 1000
const portionsOf = (ids: readonly number[]) =>
  Array.from({ length: Math.ceil(ids.length / PORTION) }, (_, n) => [...new Set(ids.slice(n * PORTION, (n + 1) * PORTION))])
