import type { answerSources, questionKinds, surveyReasons } from '#db/schema/surveys'
import { type InvitationState, LINK_DAYS, type Survey } from './model.ts'

export type QuestionKind = (typeof questionKinds)[number]
export type Reason = (typeof surveyReasons)[number]
export type AnswerSource = (typeof answerSources)[number]

export const kindLabels: Record<QuestionKind, string> = {
  scale: '评分（1 至 5 分）',
  recommend: '推荐意愿（0 至 10 分）',
  choice: '单选',
  text: '文字',
}
export const reasonLabels: Record<Reason, string> = {
  threeMonths: '合作满 3 个月',
  visit: '正式回访',
  churn: '流失风险',
  ticket: '工单关闭',
  strategy: '服务策略',
  hand: '人工邀请',
}
export const sourceLabels: Record<AnswerSource, string> = { link: '线上问卷', phone: '电话访谈', meeting: '面谈' }
export const statusLabels: Record<Survey['status'], string> = { draft: '草稿', open: '进行中', closed: '已停用' }
export const stateLabels: Record<InvitationState, string> = {
  waiting: '待发送',
  sent: '已发链接',
  answered: '已答复',
  expired: '已过期',
  cancelled: '已取消',
}

/** 调研维度 (S1-58): what a questionnaire asks about; a company may add words of its own. */
export const dimensions = ['服务质量', '产品性价比', '响应速度', '产品质量', '交付', '整体推荐意愿'] as const

export const scaleLabels: Record<number, string> = { 1: '很不满意', 2: '不满意', 3: '一般', 4: '满意', 5: '很满意' }

/** The word for each field the record tells of. */
export const surveyLabels: Record<string, string> = {
  title: '问卷名称',
  intro: '开头说明',
  thanks: '结束语',
  status: '状态',
  edition: '版次',
  formerId: '上一版',
  atThreeMonths: '满 3 个月自动邀请',
  questions: '题目',
  survey: '问卷',
  reason: '邀请原因',
  source: '答复方式',
  lowest: '最低分',
  answers: '回答',
  refused: '以后不再邀请',
  expiresAt: '链接有效至',
  remindedAt: '提醒时间',
  cancelledAt: '取消时间',
  assigneeId: '发送人',
  typeId: '工单类型',
  description: '问题描述',
  visit: '回访待办',
  ticketId: '工单',
  day: '日期',
}

/** What a customer reads in place of the questions. */
export const linkTexts: Record<Exclude<InvitationState, 'sent'>, { title: string; text: string }> = {
  answered: { title: '已提交', text: '我们已经收到您的回答。每个链接只能填写一次。' },
  expired: { title: '已过期', text: `调研链接 ${LINK_DAYS} 天内有效。如仍想反馈，请联系为您服务的同事重新发送。` },
  cancelled: { title: '已取消', text: '这次调研已经取消，以后的邀请以您的意愿为准。' },
  waiting: { title: '已过期', text: '这个链接已经不能使用。' },
}
