import type { ideaEvents, ideaStatuses, suggestions } from '#db/schema/suggestions'

export type IdeaStatus = (typeof ideaStatuses)[number]
export type IdeaEvent = (typeof ideaEvents)[number]
export type Source = (typeof suggestions.$inferSelect)['source']
export type AskerState = 'told' | 'waiting' | 'cancelled' | 'none'

/** Where a suggestion came from (N-16). */
export const sourceLabels: Record<Source, string> = {
  ticket: '工单',
  followUp: '跟进',
  survey: '满意度调研',
  visit: '拜访',
  hand: '手工登记',
}

/** What became of an idea (S1-59). */
export const ideaStatusLabels: Record<IdeaStatus, string> = {
  new: '新提出',
  weighed: '评估中',
  planned: '已计划',
  landed: '已落地',
  declined: '不采纳',
}

export const eventLabels: Record<IdeaEvent, string> = {
  ...ideaStatusLabels,
  new: '退回新提出',
  created: '新建改进事项',
  edited: '修改',
  joined: '归入建议',
  told: '生成告知待办',
}

/** How far a customer that asked has been told. */
export const askerLabels: Record<AskerState, string> = { told: '已告知', waiting: '待告知', cancelled: '待办已取消', none: '未安排' }

export const suggestionLabels: Record<string, string> = {
  text: '建议内容',
  source: '来源',
  idea: '改进事项',
  dropped: '不是建议',
}

export const ideaLabels: Record<string, string> = {
  title: '改进事项',
  status: '状态',
  sentence: '告知客户的话',
  responsibleId: '负责人',
  tells: '告知提出者',
  landedAt: '落地时间',
  told: '生成告知待办',
}
