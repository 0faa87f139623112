import type { Strategy } from './model.ts'

export type Suggested = Pick<Strategy, 'name' | 'kind' | 'content' | 'advice' | 'way' | 'rhythm' | 'dueDays' | 'marketing'> & {
  /** The start set's label it is for. */
  tierKey: string
}

const greeting = '{客户名称} 您好：'
const signed = '{公司名称} {客户经理}'

/** 建议策略 (S1-53, S1-56, S2-07): what the labels of the start set ask for; they come as drafts, off until somebody switches them on. */
export const suggested: readonly Suggested[] = [
  {
    name: '专属客户经理名片',
    tierKey: 'high_value',
    kind: 'managerCard',
    content: `${greeting}感谢长期支持。我是贵司的专属客户经理 {客户经理}，今后的需求和问题可以直接找我，电话 {经理电话}，邮箱 {经理邮箱}。${signed}`,
    advice: '把名片发给主要联系人，并确认对方已保存',
    way: 'text',
    rhythm: 'year',
    dueDays: 3,
    marketing: false,
  },
  {
    name: '高层回访重点行业客户',
    tierKey: 'industry_key',
    kind: 'executiveVisit',
    content: '',
    advice: '约客户高层见面，了解年度计划和改进意见，带上本行业的案例',
    way: 'todo',
    rhythm: 'halfYear',
    dueDays: 30,
    marketing: false,
  },
  {
    name: '流失风险满意度调研',
    tierKey: 'churn_risk',
    kind: 'survey',
    content: '',
    advice: '先电话了解近况，再发送问卷',
    way: 'todo',
    rhythm: 'quarter',
    dueDays: 3,
    marketing: false,
  },
  {
    name: '休眠客户唤醒回访',
    tierKey: 'dormant',
    kind: 'wakeUp',
    content: '',
    advice: '电话问候，了解停购原因和现在的需求，不推销',
    way: 'todo',
    rhythm: 'quarter',
    dueDays: 7,
    marketing: false,
  },
  {
    name: '潜力客户培育',
    tierKey: 'potential',
    kind: 'nurture',
    content: `${greeting}整理了一份同行业的应用案例，供参考。如需样品或技术交流，随时联系我，电话 {经理电话}。${signed}`,
    advice: '附上与客户行业相符的案例；可以谈限时优惠、免费试用或定制化合同条款，缩短决策周期',
    way: 'text',
    rhythm: 'month',
    dueDays: 5,
    marketing: true,
  },
  {
    name: '老客户专属优惠',
    tierKey: 'active',
    kind: 'offer',
    content: `${greeting}感谢一直以来的合作。本季度为老客户准备了专属优惠和优先交付，详情请联系 {客户经理}，电话 {经理电话}。${signed}`,
    advice: '说明优惠范围和截止日期',
    way: 'text',
    rhythm: 'quarter',
    dueDays: 5,
    marketing: true,
  },
  {
    name: '复购客户增值服务',
    tierKey: 'active',
    kind: 'extraService',
    content: `${greeting}感谢再次选择我们。为复购客户准备了免费延长保修和积分，使用方法请联系 {客户经理}，电话 {经理电话}。${signed}`,
    advice: '先确认可以赠送的延保期限和积分',
    way: 'text',
    rhythm: 'year',
    dueDays: 5,
    marketing: true,
  },
  {
    name: '新签客户开场服务',
    tierKey: 'newly_signed',
    kind: 'plan',
    content: '',
    advice: '与技术、客服一起确认服务流程和责任人，给客户一份服务方案',
    way: 'todo',
    rhythm: 'once',
    dueDays: 7,
    marketing: false,
  },
]
