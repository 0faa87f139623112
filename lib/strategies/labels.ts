import type { consents, pushRhythms, pushWays, strategyKinds } from '#db/schema/strategies'

export type StrategyKind = (typeof strategyKinds)[number]
export type PushWay = (typeof pushWays)[number]
export type Rhythm = (typeof pushRhythms)[number]
export type Consent = (typeof consents.$inferSelect)['marketing']

/** 服务策略 (enumerations 5.8). */
export const kindLabels: Record<StrategyKind, string> = {
  managerCard: '推送专属客户经理联系方式',
  survey: '发送满意度调研问卷',
  plan: '定制化方案',
  industryReport: '定制行业报告',
  executiveVisit: '高层拜访',
  offer: '老客户专属优惠',
  wakeUp: '唤醒',
  nurture: '培育内容',
  extraService: '增值服务赠送',
}
export const wayLabels: Record<PushWay, string> = { todo: '待办', notice: '站内通知', email: '邮件文案', text: '短信、微信文案' }
export const wayHelp: Record<PushWay, string> = {
  todo: '给同事一条待办，附上建议',
  notice: '只在站内通知同事，不生成待办',
  email: '给同事一条待办和写好的邮件',
  text: '给同事一条待办和写好的短信、微信文字',
}
/** 执行频率 (S0-74). */
export const rhythmLabels: Record<Rhythm, string> = {
  once: '一次',
  week: '每周一次',
  month: '每月一次',
  quarter: '每季度一次',
  halfYear: '每半年一次',
  year: '每年一次',
}
export type Standing = 'off' | 'coming' | 'running' | 'over'
export const standingLabels: Record<Standing, string> = { off: '未启用', coming: '待生效', running: '执行中', over: '已到期' }
export const consentLabels: Record<Consent, string> = { agreed: '同意接收', refused: '不再接收' }
/** Where a customer's word on it comes from. */
export const consentSources = ['电话告知', '微信告知', '短信回复', '邮件回复', '当面告知', '书面签署']

/** Why somebody is left out, in the order in which it is looked for. */
export const reasonLabels = {
  gone: '已归档或已合并',
  pushed: '本期已推送',
  refused: '客户已拒绝',
  notAgreed: '未同意营销',
  repairing: '修复期内',
  asked: '已有未答的调研邀请',
  noOwner: '没有在职的负责人',
  noCard: '客户经理没有填写对外联系方式',
} as const
export type Reason = keyof typeof reasonLabels

/** What can be done about each of them, where something can. */
export const reasonHelp: Partial<Record<Reason, string>> = {
  notAgreed: '请客户经理征得同意后，在客户档案登记',
  repairing: '修复期结束后的下一次推送会自动补上',
  noOwner: '给客户指派负责人后会自动补上',
  noCard: '请客户经理在「我的账号」填写对外电话和邮箱',
}

/** The word for each field, for forms, lists and the record. */
export const strategyLabels: Record<string, string> = {
  name: '策略名称',
  tierId: '分层标签',
  tier: '分层标签',
  kind: '服务策略',
  content: '推送内容',
  advice: '给同事的建议',
  way: '推送方式',
  rhythm: '执行频率',
  dueDays: '完成期限（天）',
  departmentId: '责任部门',
  responsibleId: '责任人',
  surveyId: '调研问卷',
  effectiveFrom: '生效日期',
  effectiveUntil: '截止日期',
  marketing: '营销内容',
  active: '状态',
  period: '期次',
  pushed: '推送条数',
  assigneeId: '执行人',
  sentAt: '送达时间',
  sentBy: '送达人',
  pushedAt: '推送时间',
  day: '推送日期',
}

/** Where a push stands. */
export const stateLabels = { open: '待送达', sent: '已送达', off: '已取消' } as const
/** The numbers whose rows can be seen. */
export const showLabels = { all: '已推送', done: '已送达', open: '未送达', answered: '已答卷', bought: '有购买的客户' } as const
