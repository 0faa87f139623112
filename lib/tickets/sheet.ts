import { causeLabels, kindLabels, scoreLabels, solutionLabels, statusLabels } from './labels.ts'
import type { listTicketsForExport } from './list-rows.ts'
import { momentWords } from './words.ts'

type Exported = ReturnType<typeof listTicketsForExport>[number]

const urgencyWords = { high: '高', middle: '中', low: '低' }
const moment = (at: number | null) => (at === null ? '' : momentWords(at))

/** The heads of a sheet of tickets, in the documents' words. */
export const ticketHeads = [
  '工单编号',
  '客户编号',
  '客户名称',
  '工单类别',
  '投诉类型',
  '细项',
  '紧急程度',
  '问题描述',
  '工单状态',
  '处理部门',
  '处理人',
  '受理时间',
  '接收时间',
  '响应时间',
  '关闭时间',
  '处理时长（分钟）',
  '原因归类',
  '处理方式',
  '处理结果',
  '客户反馈',
  '满意度评分',
  '满意度',
  '重复投诉',
]

/** One ticket as a line of it. */
export const cellsOfTicket = (t: Exported) => [
  t.number,
  t.customerNumber,
  t.customer,
  kindLabels[t.kind],
  t.type ?? '',
  t.detail,
  urgencyWords[t.urgency],
  t.description,
  statusLabels[t.status],
  t.department ?? '',
  t.handler ?? '',
  momentWords(t.createdAt),
  moment(t.receivedAt),
  moment(t.respondedAt),
  moment(t.closedAt),
  t.handlingMinutes,
  t.cause ? causeLabels[t.cause] : '',
  t.solution ? solutionLabels[t.solution] : '',
  t.result,
  t.feedback,
  t.score,
  t.score === null ? '' : (scoreLabels[t.score] ?? ''),
  t.repeatOfId === null ? '' : '是',
]
