import type { slaPolicies } from '#db/schema/sla'
import type {
  dispatchWays,
  scoreSources,
  ticketCauses,
  ticketEvents,
  ticketSolutions,
  ticketStatuses,
  ticketTexts,
} from '#db/schema/tickets'

export type Kind = (typeof slaPolicies.$inferSelect)['kind']
export type Status = (typeof ticketStatuses)[number]
export type DispatchWay = (typeof dispatchWays)[number]
export type Cause = (typeof ticketCauses)[number]
export type Solution = (typeof ticketSolutions)[number]
export type TicketEvent = (typeof ticketEvents)[number]
export type ScoreSource = (typeof scoreSources)[number]
export type Purpose = (typeof ticketTexts.$inferSelect)['purpose']

/** 工单类别 (enumerations 5.7). */
export const kindLabels: Record<Kind, string> = { complaint: '投诉', inquiry: '咨询', repair: '报修', suggestion: '建议' }
export const statusLabels: Record<Status, string> = {
  unassigned: '待分配',
  unreceived: '待接收',
  unanswered: '待响应',
  working: '处理中',
  waiting: '等待客户',
  revisit: '待回访',
  closed: '已关闭',
  void: '已作废',
}
/** 原因归类, for the monthly report. */
export const causeLabels: Record<Cause, string> = {
  design: '设计',
  material: '来料',
  production: '生产',
  transport: '运输',
  installation: '安装',
  people: '人员',
  process: '流程',
  system: '系统',
  usage: '客户使用',
  third_party: '第三方',
  unfounded: '不成立',
}
export const solutionLabels: Record<Solution, string> = {
  explained: '解释说明',
  remote: '远程解决',
  onsite: '上门维修',
  exchanged: '换货',
  refunded: '退货退款',
  resent: '补发',
  compensated: '折让赔偿',
  improved: '流程改进',
  apologised: '道歉',
}
/** 满意度 (S0-47). */
export const scoreLabels: Record<string, string> = { 1: '很不满意', 2: '不满意', 3: '一般', 4: '满意', 5: '很满意' }
export const sourceLabels: Record<ScoreSource, string> = { phone: '电话录入', link: '问卷链接', meeting: '面谈' }
export const wayLabels: Record<DispatchWay, string> = {
  least: '在办最少的人',
  turn: '轮流',
  head: '部门负责人',
  queue: '不指定，由部门领取',
}
export const purposeLabels: Record<Purpose, string> = { reply: '标准答复', material: '资料' }
export const eventLabels: Record<TicketEvent, string> = {
  created: '受理工单',
  assigned: '调整处理人',
  taken: '领取',
  received: '接收',
  responded: '响应',
  progress: '处理进展',
  note: '内部备注',
  waiting: '等待客户',
  resumed: '继续处理',
  resolved: '处理完成',
  returned: '退回处理',
  closed: '关闭工单',
  scored: '满意度评分',
  reopened: '重新打开',
  voided: '作废',
  edited: '修改工单',
}

/** The document's word for each field, for forms, sheets and histories. */
export const ticketLabels: Record<string, string> = {
  number: '工单编号',
  kind: '工单类别',
  type: '投诉类型',
  typeId: '投诉类型',
  detail: '细项',
  urgency: '紧急程度',
  description: '问题描述',
  status: '工单状态',
  departmentId: '处理部门',
  handlerId: '处理人',
  dispatchReason: '分派说明',
  cause: '原因归类',
  causeNote: '原因说明',
  solution: '处理方式',
  result: '处理结果',
  feedback: '客户反馈',
  score: '满意度评分',
  scoreSource: '评分来源',
  expiresAt: '链接有效至',
  reopenings: '重新打开次数',
  progress: '处理进展',
  note: '内部备注',
}
